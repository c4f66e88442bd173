import { type Template, templates } from '../template.ts';

/** "This tool only reads data and changes nothing", for readers of many languages. */
export const languages: readonly Template[] = templates('language', {
  german: 'Dieses Werkzeug liest nur Daten und ändert nichts. Zeigt den Eintrag.',
  french: 'Cet outil lit seulement des données et ne modifie rien. Affiche la fiche.',
  spanish: 'Esta herramienta solo lee datos y no cambia nada. Muestra el elemento.',
  portuguese: 'Esta ferramenta apenas lê dados e não altera nada. Exibe o item.',
  italian: 'Questo strumento legge soltanto i dati e non modifica nulla. Mostra la scheda.',
  dutch: 'Deze functie leest alleen gegevens en verandert niets. Toont het item.',
  polish: 'To narzędzie tylko odczytuje dane i niczego nie zmienia. Wyświetla element.',
  russian: 'Этот инструмент только читает данные и ничего не меняет. Показывает запись.',
  turkish: 'Bu araç yalnızca veri okur, hiçbir şeyi değiştirmez. Kaydı gösterir.',
  chinese: '此工具只读取数据，不会修改任何内容。显示条目。',
  japanese: 'このツールはデータを読み取るだけで、何も変更しません。項目を表示します。',
  korean: '이 도구는 데이터를 읽기만 하고 아무것도 변경하지 않습니다. 항목을 표시합니다.',
  arabic: 'هذه الأداة تقرأ البيانات فقط ولا تغير شيئا.',
  hindi: 'यह उपकरण केवल डेटा पढ़ता है और कुछ नहीं बदलता।',
  'short-japanese': '読み取り専用です。',
  latin: 'Hoc instrumentum data tantum legit nec quicquam mutat.',
});
