package org.medchain.claims.records;

import java.util.Locale;

/** How a false proof of existence is made from a true one. */
enum FalseProofKind {
  /** One bit of its bytes is another. */
  FLIPPED_BIT,
  /** It names another place in the block. */
  OTHER_INDEX,
  /** It names another block. */
  OTHER_BLOCK,
  /** It is shown with another transaction of the chain. */
  OTHER_TRANSACTION;

  /** The words for it in tables. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
