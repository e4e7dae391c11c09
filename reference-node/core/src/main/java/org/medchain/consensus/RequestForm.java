package org.medchain.consensus;

import java.util.Optional;
import org.medchain.data.Transaction;

/**
 * The form that every request of a chain has, from any sender (PRIV-7). It is checked before a
 * signature, before a request waits or is proposed, and for every block that is voted for. All
 * nodes have the same form, and it depends only on the request.
 */
@FunctionalInterface
public interface RequestForm {
  /** Any. */
  RequestForm ANY = request -> Optional.empty();

  /** Why the chain takes no such request, in one line. */
  Optional<String> fault(Transaction request);
}
