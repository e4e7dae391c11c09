package org.medchain.consensus;

import java.util.Optional;
import org.medchain.data.Transaction;

/**
 * What every request of a chain has to look like, of any sender (PRIV-7): asked before a signature
 * is checked, before a request waits or is proposed, and of every block that is voted for. The same
 * for all nodes, and it depends on the request alone.
 */
@FunctionalInterface
public interface RequestForm {
  /** Any. */
  RequestForm ANY = request -> Optional.empty();

  /** Why the chain takes no such request, in one line. */
  Optional<String> fault(Transaction request);
}
