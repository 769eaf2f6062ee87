/** What both HTTP platforms' requests have once `useSessions` was called. */
export interface SignedInRequest {
  readonly headers: { readonly authorization?: string };
  readonly session: { user?: string };
  /** Set by SignedInGuard. */
  user?: string;
}
