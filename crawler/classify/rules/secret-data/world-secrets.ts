/** Passwords and keys in other languages; parts of words where a language bends or joins them. */
const WORLD_SECRETS = [
  'passwort', 'kennwort', 'zugangsdaten', 'mots? de passe', 'clés? (?:privée|api|d’api|secrète)s?', 'contraseñas?', 'claves? (?:privada|api|secreta)s?',
  'senhas?', 'chaves? (?:privada|de api|secreta)s?', 'la password', 'chiav[ei] (?:privat|api|segret)', 'wachtwoord', 'lösenord', 'hasł[oaem]', 'hesl[oaeu]',
  'парол', 'приватн\\S{0,3} ключ', 'закрыт\\S{0,3} ключ', 'секретн\\S{0,3} ключ', 'κωδικ\\S{1,3} πρόσβασης', 'parola', 'şifre', 'kata sandi', 'mật khẩu',
  '密码', '密碼', '密钥', '密鑰', '私钥', '私鑰', '凭证', '凭据', 'パスワード', '秘密鍵', '暗証番号', '비밀번호', '개인 ?키', '쿠키', 'كلم[ةه] (?:ال)?(?:مرور|سر)',
  'گذرواژ', 'סיסמ', 'पासवर्ड', 'รหัสผ่าน',
]; // prettier-ignore
const ANY = new RegExp(WORLD_SECRETS.join('|'), 'iu');

/** The words of another language that name a password or a key, as they stand in a text. */
export function worldSecret(text: string): string | undefined {
  return ANY.exec(text)?.[0];
}
