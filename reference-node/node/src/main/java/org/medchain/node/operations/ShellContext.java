package org.medchain.node.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.medchain.data.Argument;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.LedgerView;

/**
 * A shell's access to the node (OPS-13).
 *
 * @param settings from the node's configuration
 * @param folder for the shell's own files: created when it starts, deleted when it is closed
 * @param status of the node
 * @param ledger of the node, to be read
 * @param submit hands a signed transaction to the node, and completes with the receipt once it is
 *     executed, or exceptionally with the reason why it is not taken; never blocks
 * @param meters the node's
 */
public record ShellContext(
    ShellSettings settings,
    Path folder,
    StatusSource status,
    LedgerView ledger,
    Function<Transaction, CompletableFuture<Receipt>> submit,
    MeterRegistry meters) {
  /**
   * The key {@code shell} of a node's configuration.
   *
   * @param port on the loopback address; 0 for any that is free
   * @param profiles of Spring to switch on; {@code chaos-monkey} is the one that there is
   */
  public record ShellSettings(int port, List<String> profiles) {
    public ShellSettings {
      Argument.refuseIf(port < 0 || port > 65_535, "shell.port: %s; allowed is 0 to 65535", port);
      profiles = List.copyOf(profiles);
    }
  }
}
