import type { Sense } from './senses.ts';

/**
 * Basic verbs of languages that write spaces, in the forms that open (or, in Turkish, Hindi and German, end) a description
 * or stand in a name. Languages in turn: Spanish, Portuguese, French, German, Italian, Russian, Turkish, Polish, Dutch,
 * Indonesian, Vietnamese, Scandinavian, Arabic, Hindi, Ukrainian and Czech; then Finnish, Hungarian, Hebrew and Greek.
 */
export const SPACED_VERBS: Partial<Record<Sense, string>> = {
  read: `obtener obtiene obtén listar lista listado buscar busca consultar consulta mostrar muestra leer lee recuperar
    recupera devuelve devolver calcula calcular analiza analizar verificar verifica valida validar comprueba comprobar
    encuentra encontrar extrae extraer descarga descargar compara comparar traducir traduce estima resume resumir convierte
    convertir explica sugiere recomienda revisa revisar evalúa
    obter obtém retorna retornar pesquisar pesquisa exibir exibe ler lê mostra encontra extrai extrair baixar traduz somar
    soma converte converter resume sugere recomenda avalia detecta identifica
    obtenir obtient lister liste rechercher recherche récupérer récupère afficher affiche lire lit renvoie renvoyer retourne
    calculer calcule consulter analyser vérifier vérifie trouver trouve comparer extraire extrait traduire traduit
    holen holt abrufen ruft auflisten listet suchen sucht anzeigen zeigt lesen liest liefert berechnet berechnen prüft
    prüfen extrahiert extrahieren übersetzt findet finden ermittelt vergleicht analysiert gibt
    ottenere ottiene elencare elenca cercare cerca mostrare leggere legge restituisce recuperare trova trovare confronta
    получить получает получение список поиск найти ищет показать показывает прочитать читает возвращает вернуть проверить
    проверяет вычислить анализ анализирует просмотр
    getirir getir getirme listeler listele listeleme arar ara arama gösterir göster goster döndürür dondurur okur oku
    hesaplar hesapla sorgular sorgula kontrol alır analiz karşılaştırır çevirir
    pobiera pobierz wyszukuje wyświetla zwraca znajdź haal ophalen zoekt zoeken toont ophaalt geeft
    mengambil menampilkan mencari mendapatkan menghitung memeriksa tampilkan cari ambil dapatkan
    lấy tìm liệt hiển kiểm xem đọc hämtar sök hämta henter søg
    احصل جلب عرض بحث قائمة استرجاع قراءة تحليل الحصول البحث
    प्राप्त दिखाएं खोजें सूची पढ़ें отримати показати zobrazí získá hledá vypíše
    hakee hae listaa näyttää näytä etsii palauttaa lekéri lekérdezi listázza keresi megjeleníti visszaadja
    מחזיר מציג מחפש מאחזר εμφανίζει επιστρέφει αναζητά ανακτά παραθέτει`,
  create: `crear crea añadir añade agregar agrega insertar inserta guardar guarda subir sube registrar registra copiar
    criar cria adicionar adiciona inserir insere salvar salva cadastrar cadastra
    créer crée ajouter ajoute enregistrer enregistre insérer insère téléverser
    erstellen erstellt hinzufügen fügt speichern speichert anlegen legt
    creare aggiungere aggiunge salvare inserire registrare
    создать создает создаёт создание добавить добавляет сохранить сохраняет записать
    oluşturur oluştur olustur oluşturma ekler ekle ekleme kaydeder kaydet yükler kurar tworzy utwórz dodaje dodaj zapisuje
    maakt toevoegen voegt membuat buat menambahkan tambah simpan menyimpan tạo thêm lưu skapar skapa opretter
    إنشاء أنشئ إضافة حفظ बनाएं जोड़ें सहेजें створити додати vytvoří přidá
    luo lisää tallentaa létrehoz létrehozza hozzáad hozzáadja elmenti יוצר מוסיף שומר δημιουργεί προσθέτει αποθηκεύει`,
  update: `actualizar actualiza modificar modifica editar edita cambiar cambia reactivar mover mueve renombrar renombra
    establecer establece marcar marca asignar asigna activar activa desactivar
    atualizar atualiza alterar altera definir define atribuir ativar desativar
    mettre modifier modifie éditer déplacer renommer définir définit activer désactiver
    aktualisieren aktualisiert ändern ändert bearbeiten bearbeitet verschieben setzt setzen aktivieren deaktivieren
    aggiornare aggiorna modificare spostare impostare imposta
    обновить обновляет изменить изменяет редактировать установить переместить включить отключить
    günceller güncelle guncelle değiştirir değiştir degistir düzenler duzenle ayarlar ayarla taşır atar
    aktualizuje zmień ustaw bijwerken wijzigt memperbarui ubah mengubah perbarui cập sửa đổi uppdaterar ændrer
    تحديث تعديل अपडेट बदलें оновити změní
    päivittää päivitä muokkaa frissíti módosítja szerkeszti מעדכן משנה עורך ενημερώνει τροποποιεί αλλάζει`,
  delete: `eliminar elimina borrar borra suprimir quitar excluir exclui deletar deleta apagar apaga remove remover supprimer
    supprime effacer efface löschen löscht entfernt entfernen eliminare cancellare cancella rimuovere rimuove
    удалить удаляет удаление стереть очистить siler sil silme kaldırır kaldir usuwa usuń verwijdert verwijderen menghapus
    hapus xóa xoá hủy raderar ta-bort sletter حذف مسح हटाएं मिटाएं видалити smaže odstraní
    poistaa poista hävittää törli töröl eltávolítja מוחק מסיר διαγράφει αφαιρεί`,
  execute: `ejecutar ejecuta executar executa exécuter exécute ausführen eseguire esegue выполнить выполняет выполнение
    çalıştırır çalıştır calistir yürütür wykonuje wykonaj voert uitvoeren menjalankan jalankan chạy تنفيذ تشغيل चलाएं
    виконати spustí suorittaa suorita ajaa végrehajtja futtatja מריץ מבצע εκτελεί τρέχει führt realiza`,
  run: `iniciar inicia detener detiene reiniciar reinicia desplegar parar démarrer démarre arrêter redémarrer déployer
    starten startet stoppen stoppt avviare avvia fermare запустить запускает остановить перезапустить başlatır baslat
    durdurur durdur uruchamia zatrzymuje berhenti mulai memulai dừng إيقاف शुरू`,
  make: `generar genera gerar gera gerador générer génère generieren generiert generare сгенерировать генерирует üretir
    generuje genereert menghasilkan sinh إنشاء-نص`,
  send: `enviar envía envia envoyer envoie senden sendet inviare invia отправить отправляет gönderir gönder gonder wysyła
    wyślij stuurt verzenden mengirim kirim gửi skickar إرسال أرسل भेजें надіслати odešle lähettää lähetä elküldi küld שולח στέλνει αποστέλλει
    publicar publica publier veröffentlichen`,
  pay: `pagar paga payer bezahlen zahlt pagare оплатить заплатить перевести öder öde ödeme transferir transférer überweisen
    reembolsar rembourser comprar compra acheter achète kaufen kauft comprare купить купляет продать satın bayar membayar
    beli mua bán zapłać kup دفع تحويل شراء भुगतान खरीदें
    maksaa maksa ostaa kifizeti fizet megvásárolja משלם קונה πληρώνει αγοράζει`,
  cancel: `cancelar annuler stornieren annullare отменить`,
  'sign-out': `abmelden déconnecter`,
};

/** Verb stems of languages without spaces between words, found anywhere in a sentence: Chinese, Japanese, Korean, Thai. */
export const UNSPACED_VERBS: Partial<Record<Sense, string>> = {
  read: `获取 查询 搜索 检索 查看 列出 读取 返回 查找 获得 显示 分析 计算 验证 检查 预览 统计 翻译 转换 提取 解析 识别 生成摘要 浏览 测试连接 取得 搜尋
    查詢 獲取 列舉 讀取 顯示 检测 提供 调研 比较 抓取 爬取 下载 推荐 预测 思考 汇总 对比 规划 推理 巡检 诊断 监控 评估 总结 展示 定位 确定 判断 解答 下載 計算 尋找
    検索 一覧 表示 確認 読み取 読み込 調べ 返します 返す 検証 参照 変換 翻訳 抽出 比較 推薦 集計
    조회 검색 가져 반환 확인 제공 읽 목록 보여 계산 분석 변환 추출 찾 알려 ค้นหา แสดง ดึง ส่งคืน`,
  create: `创建 新建 添加 新增 插入 保存 写入 上传 注册 初始化 导入 导出 复制 记录 建立 創建 儲存 收藏 加入 克隆 新設 上傳 建立
    作成 追加 保存 登録 書き込 アップロード 挿入 複製 初期化 連携 インポート
    추가 저장 등록 작성 업로드 삽입 만들 만듭 สร้าง เพิ่ม บันทึก`,
  make: `优化 润色 生成 绘制 生成图 繪製 생성`,
  update: `更新 修改 编辑 设置 变更 重命名 移动 启用 禁用 关闭 打开 替换 切换 分配 标记 登录 授权 完成 提交 合并 設定 編輯 变换状态 调整 配置 恢复 开关
    連接 連接到 变換 標記 關閉 開啟
    変更 編集 移動 切り替え ログイン 有効 無効 設定し
    수정 업데이트 변경 설정 편집 이동 갱신 로그인 활성화 완료 전환 แก้ไข ปรับปรุง`,
  delete: `删除 移除 清空 销毁 清除 刪除 卸载 撤销密钥 永久 抹除 削除 消去 破棄 アンインストール 삭제 제거 비우 ลบ`,
  execute: `执行 运行 調用 调用 触发 点击 执行命令 執行 運行 実行 クリック 呼び出 실행 호출 클릭 รัน`,
  run: `启动 停止 重启 部署 构建 安装 暂停 起動 再起動 デプロイ インストール 시작 중지 재시작 배포 설치`,
  act: `输入文本 输入文字 输入内容 滚动 滑动 拖拽 双击 スクロール 스크롤`,
  send: `发送 发布 推送 通知 回复 转发 評論 发表 發送 发帖 送信 投稿 公開 전송 발송 보내 보냅 게시 알림 ส่ง`,
  pay: `支付 付款 转账 退款 购买 下单 充值 提现 交易下单 買入 卖出 买入 轉帳 購買 支払 送金 返金 購入 注文します 결제 송금 환불 구매 주문합 매수 매도 ชำระ`,
  cancel: `取消订单 撤单 取消 キャンセル 취소`,
  'sign-out': `登出 退出登录 注销登录 ログアウト 로그아웃`,
};

/** Verbs of running beside which a verb of reading says what is run: "执行查询" queries. */
export const UNSPACED_CARRIERS = new Set(['执行', '运行', '執行', '運行', '実行', '실행']);

/** "Call the API": what is done is the verb beside it. */
export const UNSPACED_CALLS = new Set(['調用', '调用', '호출', '呼び出']);

/** Things that decide what a verb means, by the English noun that the rules know. */
export const WORLD_NOUNS: Readonly<Record<string, string>> = {
  order: '订单 訂單 注文 주문 pedido commande bestellung ordine заказ sipariş zamówienie pesanan',
  payment: '付款 支付 決済 결제 pago pagos pagamento paiement zahlung платеж платёж ödeme płatność pembayaran',
  image: '图片 图像 圖片 画像 이미지 imagen imagem bild immagine изображение görsel obraz gambar',
  video: '视频 影片 動画 비디오 영상 vídeo видео',
  audio: '音频 语音 音声 음성 áudio аудио',
  file: '文件 檔案 ファイル 파일 archivo arquivo fichier datei файл dosya plik berkas',
  permission: '权限 權限 権限 권한 permiso permissão berechtigung права yetki',
  user: '用户 用戶 ユーザー 사용자 usuario usuário utilisateur benutzer utente пользователя пользователь kullanıcı',
  password:
    '密码 密碼 パスワード 비밀번호 รหัสผ่าน contraseña senha passe passwort password пароль şifre parola parolası parolasını wachtwoord hasło heslo lösenord',
  money: '钱 資金 资金 お金 돈 เงิน dinero dinheiro argent geld soldi деньги pieniądze uang tiền pengar',
  message: '消息 訊息 メッセージ 메시지 mensaje mensagem nachricht messaggio сообщение mesaj wiadomość pesan',
  label: '标签 標籤 タグ ラベル 태그 라벨 etiqueta étiquette etichetta метку etiket',
  command: '命令 指令 コマンド 명령 comando commande-shell befehl shell-befehl команду komut',
  code: '代码 代碼 コード 코드 código кода kod',
  query: '查询 クエリ 쿼리 requête abfrage запрос sorgu',
  sql: 'sql',
  database: '数据库 資料庫 データベース 데이터베이스 datenbank',
  search: 'búsqueda búsquedas busca pesquisa recherche suche',
  analysis: 'análisis análise analyse',
  check: 'prüfung comprobación verificación',
  calculation: 'cálculo cálculos berechnung',
  session: '会话 セッション 세션 sesión sessão sitzung сессию oturum',
  task: '任务 タスク 작업 tarea tarefa tâche aufgabe задачу görev',
  report: '报告 レポート 보고서 informe relatório rapport bericht отчет rapor',
  cache: '缓存 キャッシュ 캐시 caché',
};
