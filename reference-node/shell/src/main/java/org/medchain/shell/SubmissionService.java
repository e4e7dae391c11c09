package org.medchain.shell;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.operations.ShellContext;
import org.springframework.stereotype.Service;

/**
 * The way from the shell into the node (OPS-14). A public bean that is not final, so that Chaos
 * Monkey can stand in front of it (OPS-16).
 */
@Service
public class SubmissionService {
  private final Function<Transaction, CompletableFuture<Receipt>> node;

  /** Into the node. */
  public SubmissionService(ShellContext context) {
    this.node = context.submit();
  }

  /** Hands a signed transaction over; completes when it is executed. */
  public CompletableFuture<Receipt> submit(Transaction transaction) {
    return node.apply(transaction);
  }
}
