import type { Sense } from './senses.ts';

/** Basic verbs of languages that write spaces, as they start (or, in Turkish, end) a description. */
export const SPACED_VERBS: Partial<Record<Sense, string>> = {
  read: `obtener obtiene obtén listar lista listado buscar busca consultar consulta mostrar muestra leer lee recuperar
    recupera devuelve devolver calcula calcular analiza analizar verificar verifica valida comprueba
    obter obtém retorna buscar pesquisar pesquisa exibir exibe consulta ler lê verifica calcula
    obtenir obtient lister liste rechercher recherche récupérer récupère afficher affiche lire lit renvoie retourne calculer
    calcule consulter analyser vérifier vérifie
    holen holt abrufen ruft auflisten listet suchen sucht anzeigen zeigt lesen liest gibt liefert berechnet prüft
    ottenere ottiene elencare elenca cercare cerca mostrare mostra leggere legge recupera restituisce calcola
    получить получает получение список поиск найти ищет показать показывает прочитать читает возвращает вернуть
    getirir getir listeler listele arar ara gösterir göster döndürür okur hesaplar sorgular kontrol alır analiz
    pobiera pobierz wyszukuje wyświetla zwraca haal ophalen zoekt toont mengambil menampilkan mencari mendapatkan
    hämtar получава`,
  create: `crear crea añadir añade agregar agrega insertar guardar guarda subir registrar registra
    criar cria adicionar adiciona inserir salvar salva enviar-arquivo registrar
    créer crée ajouter ajoute enregistrer enregistre insérer téléverser
    erstellen erstellt hinzufügen fügt speichern speichert anlegen legt
    creare crea aggiungere aggiunge salvare salva inserire
    создать создает создаёт добавить добавляет сохранить сохраняет записать
    oluşturur oluştur ekler ekle kaydeder kaydet yükler tworzy dodaje zapisuje membuat menambahkan skapar maakt`,
  update: `actualizar actualiza modificar modifica editar edita cambiar cambia reactivar mover renombrar
    atualizar atualiza alterar altera editar mover
    mettre modifier modifie éditer déplacer renommer
    aktualisieren aktualisiert ändern ändert bearbeiten bearbeitet verschieben setzt
    aggiornare aggiorna modificare modifica spostare
    обновить обновляет изменить изменяет редактировать установить переместить
    günceller güncelle değiştirir değiştir düzenler ayarlar taşır aktualizuje memperbarui mengubah uppdaterar`,
  delete: `eliminar elimina borrar borra suprimir excluir exclui deletar apagar apaga remover-para-sempre supprimer supprime
    effacer efface löschen löscht entfernt entfernen eliminare elimina cancellare cancella rimuovere rimuove
    удалить удаляет удаление стереть очистить siler sil kaldırır usuwa menghapus verwijdert tar-bort`,
  execute: `ejecutar ejecuta executar executa exécuter exécute ausführen führt eseguire esegue выполнить выполняет запустить
    запускает çalıştırır çalıştır yürütür wykonuje uruchamia menjalankan iniciar inicia démarrer starten startet`,
  send: `enviar envía envia envoyer envoie senden sendet inviare invia отправить отправляет gönderir gönder wysyła mengirim
    publicar publica publier veröffentlichen`,
  pay: `pagar paga payer bezahlen zahlt pagare оплатить перевести öder öde transferir transférer überweisen reembolsar
    rembourser comprar acheter kaufen купить продать`,
  'sign-out': `abmelden déconnecter`,
};

/** Verb stems of languages without spaces between words, found anywhere in a sentence. */
export const UNSPACED_VERBS: Partial<Record<Sense, string>> = {
  read: `获取 查询 搜索 检索 查看 列出 读取 返回 查找 获得 显示 分析 计算 验证 检查 预览 统计 翻译 转换 提取 解析 识别 生成摘要 浏览 测试连接 取得 搜尋
    查詢 獲取 取得 列舉 讀取 顯示 检测 提供 调研 比较 抓取 爬取 下载 推荐 预测 思考
    検索 取得 一覧 表示 確認 読み取 読み込 調べ 返します 返す 計算 分析 検証 参照 変換 翻訳
    조회 검색 가져 반환 확인 제공 읽 목록 보여 계산 분석 변환 추출 찾 알려`,
  create: `创建 新建 添加 新增 插入 保存 写入 上传 注册 初始化 生成 导入 导出 复制 记录 建立 新增 創建 儲存 添加 收藏 加入 克隆
    作成 追加 保存 登録 書き込 アップロード 生成 挿入 複製 初期化 連携
    생성 추가 저장 등록 작성 업로드 삽입 만들 만듭`,
  update: `更新 修改 编辑 设置 变更 重命名 移动 启用 禁用 关闭 打开 替换 切换 分配 标记 编辑 登录 授权 完成 提交 合并 設定 編輯 变换状态 调整 配置 恢复
    更新 変更 編集 設定 移動 切り替え ログイン 有効 無効
    수정 업데이트 변경 설정 편집 이동 갱신 로그인 활성화 완료`,
  delete: `删除 移除 清空 销毁 清除 刪除 卸载 撤销密钥 永久 削除 消去 破棄 삭제 제거 비우`,
  execute: `执行 运行 启动 停止 重启 部署 构建 調用 触发 点击 安装 执行命令 執行 運行 実行 起動 停止 再起動 デプロイ クリック 실행 시작 중지 재시작 배포 클릭 호출`,
  send: `发送 发布 推送 通知 回复 转发 評論 发表 發送 发帖 送信 投稿 通知 公開 전송 발송 보내 보냅 게시 알림`,
  pay: `支付 付款 转账 退款 购买 下单 充值 提现 交易下单 買入 卖出 买入 支払 送金 返金 購入 注文します 결제 송금 환불 구매 주문합 매수 매도`,
  'sign-out': `登出 退出登录 注销登录 ログアウト 로그아웃`,
};
