import { expect, test } from 'vitest';
import { readDefinition } from '../read-definition.ts';

const senses = (name: string, description = '') =>
  readDefinition({ name, description }).actions.map(({ sense }) => sense);

test.each([
  ['Elimina un usuario', 'delete'],
  ['Envia mensagem de texto', 'send'],
  ['Supprime le fichier', 'delete'],
  ['Löscht eine Datei', 'delete'],
  ['Удаляет пользователя', 'delete'],
  ['Bir görevi siler', 'delete'],
  ['İki görev arasında ilişki çalıştırır', 'execute'],
  ['Menghapus berkas', 'delete'],
  ['Xóa tệp', 'delete'],
  ['حذف الملف', 'delete'],
  ['फ़ाइल हटाएं', 'delete'],
  ['删除文件', 'delete'],
  ['ファイルを削除します', 'delete'],
  ['파일을 삭제합니다', 'delete'],
  ['执行远程服务器巡检', 'read'],
  ['执行命令', 'execute'],
  ['调用接口获取天气', 'read'],
  ['运行至函数返回', 'execute'],
])('%s: %s', (description, sense) => {
  expect(senses('x', description)).toContain(sense);
});

test('verbs that are joined all count', () => {
  expect(senses('x', '查看和删除记录')).toEqual(['read', 'delete']);
  expect(senses('x', 'シミュレーションを作成・実行します')).toEqual(['execute', 'create']);
});

test('names of other languages are read', () => {
  expect(senses('elimina_usuario')).toEqual(['delete']);
  expect(senses('高德天气查询助手')).toEqual(['read']);
});

test('an English sentence is left alone', () => {
  expect(senses('x', 'A list of lit rooms.')).not.toContain('create');
});

test.each(['Esta herramienta no cambia nada.', '何も変更しません', '变量不会修改'])(
  '%s: nothing is changed',
  (description) => {
    expect(senses('x', description)).not.toContain('update');
  },
);
