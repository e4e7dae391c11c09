package org.medchain.cluster.center;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.contract.engine.Operation;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command about a participant whose answer is lines or, with {@code --json}, an object; exit code
 * 0 if it is done, 1 if the center or the ledger refused (CLUSTER-25).
 */
abstract class AnsweringCommand extends ProcessCommand {
  @Mixin CenterSelection addressed;

  @Option(names = "--json", description = "Answers with a JSON object on standard output.")
  private boolean json;

  /** Does it. */
  abstract CenterAnswer answer() throws UserInputException, IOException, InterruptedException;

  /** Has the center carry out an order. */
  final CenterAnswer ordered(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    return CenterAnswer.of(receipts(order));
  }

  /** The same, and the receipts are still to be put in words. */
  final List<Receipt> receipts(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    try (CenterConnection center = addressed.cluster().connectToCenter()) {
      return center.execute(client -> client.execute(order));
    }
  }

  /** Has the center order an operation. */
  final CenterAnswer ordered(Operation operation)
      throws UserInputException, IOException, InterruptedException {
    return ordered(new CenterRequest.LedgerRequest(operation));
  }

  @Override
  protected final int run() throws UserInputException, IOException, InterruptedException {
    try {
      CenterAnswer answer = answer();
      if (json) {
        print(answer.done(), answer.fields());
      } else {
        answer.lines().forEach(out()::println);
      }
      return answer.done() ? 0 : 1;
    } catch (IOException e) {
      if (json) {
        print(false, Map.of("reason", String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  private void print(boolean done, Map<String, Object> more) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("done", done);
    fields.putAll(more);
    out().println(JsonMapper.shared().writeValueAsString(fields));
  }
}
