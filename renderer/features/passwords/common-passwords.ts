/** The words that most of the passwords in the lists of stolen ones are made of. */
export const commonPasswords: readonly string[] = [
  ...['password', 'passwort', 'passwd', 'motdepasse', 'contrasena', 'senha', 'parola', 'kennwort'],
  ...['welcome', 'willkommen', 'bienvenue', 'letmein', 'changeme', 'default', 'secret', 'geheim'],
  ...['admin', 'administrator', 'root', 'login', 'test', 'guest', 'user', 'master', 'access'],
  ...['alfresco', 'share', 'activiti', 'company', 'firma', 'office', 'server', 'computer'],
  ...['hello', 'hallo', 'bonjour', 'iloveyou', 'love', 'lovely', 'sunshine', 'princess', 'flower'],
  ...['monkey', 'dragon', 'tiger', 'shadow', 'ninja', 'batman', 'superman', 'starwars', 'pokemon'],
  ...['football', 'fussball', 'baseball', 'soccer', 'hockey', 'liverpool', 'arsenal', 'chelsea'],
  ...['michael', 'jordan', 'charlie', 'andrew', 'thomas', 'daniel', 'jessica', 'ashley', 'nicole'],
  ...['summer', 'sommer', 'winter', 'spring', 'autumn', 'herbst', 'january', 'monday', 'montag'],
  ...['trustno', 'whatever', 'freedom', 'google', 'internet', 'samsung', 'cheese', 'cookie'],
  ...['qwerty', 'qwertz', 'azerty', 'asdf', 'yxcv', 'zxcv', 'qazwsx', 'qaywsx', 'abc123'],
];

/** Letters and figures that lie beside each other on the keyboards of many countries. */
export const keyRows: readonly string[] = [
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
];
