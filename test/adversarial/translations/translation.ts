/** The same nine tools in one language; descriptions only, because names are mostly English. */
export interface Translation {
  language: string;
  /** "Deletes a repository with all its files." */
  delete: string;
  /** "Permanently erases all messages of the mailbox." */
  erase: string;
  /** "Runs a command in the shell of the server." */
  shell: string;
  /** "Restarts the service." */
  restart: string;
  /** "Transfers money to another account." */
  transfer: string;
  /** "Pays an invoice." */
  pay: string;
  /** "Returns the password of the user." */
  secret: string;
  /** "Sends an e-mail to the customer." */
  send: string;
  /** "Lists the files of the repository." */
  list: string;
}
