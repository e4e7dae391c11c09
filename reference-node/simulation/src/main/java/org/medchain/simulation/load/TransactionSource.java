package org.medchain.simulation.load;

import java.util.Optional;
import org.medchain.data.Transaction;

/** Where the clients of a closed load get their requests. */
public interface TransactionSource {
  /** The next request of a client, not given before; empty after the last request. */
  Optional<Transaction> next(int client);
}
