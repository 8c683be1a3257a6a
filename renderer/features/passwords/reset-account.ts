/** Whose password is reset, and where, as far as that is known. */
export interface ResetAccount {
  address: string;
  userId: string;
  /** The user has agreed to this address without encryption. */
  acceptPlainHttp: boolean;
}
