package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.operations.ShellAccess;

/** FN-8, OPS-16: a node with a shell, whose Chaos Monkey hears orders, commits all the same. */
@Tag("process")
class ChaosMonkeyClientTest {
  @TempDir private Path temp;

  @Test
  void anAssaultStopsTheShellAndNotTheNode() throws Exception {
    try (NodeUnderFaults node = new NodeUnderFaults(temp.resolve("c"), "-Xmx512m");
        HttpClient web = HttpClient.newHttpClient()) {
      Files.writeString(
          node.config(), "shell: {port: 0, profiles: [chaos-monkey]}\n", StandardOpenOption.APPEND);
      node.start();
      node.submitAndWait();
      Path data = node.config().resolveSibling("data");
      try (ChaosMonkeyClient monkey = ChaosMonkeyClient.of(data)) {
        ShellAccess ledger = ShellAccess.read(data);
        assertThat(get(web, ledger).statusCode()).isEqualTo(200);

        monkey.assault(1, 0, true);
        monkey.enable();
        assertThat(get(web, ledger).statusCode()).isEqualTo(500);
        assertThat(get(web, ledger).body()).startsWith("{\"error\":");
        assertThat(node.submitAndWait()).isPositive();

        // While a caller waits at the gate, requests are decided from beginning to end.
        monkey.assault(1, 2000, false);
        long startNs = System.nanoTime();
        CompletableFuture<HttpResponse<String>> waiting =
            web.sendAsync(request(ledger), BodyHandlers.ofString());
        int decided = 0;
        while (!waiting.isDone()) {
          assertThat(node.submitAndWait()).isPositive();
          decided += waiting.isDone() ? 0 : 1;
        }
        assertThat(waiting.get().statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - startNs).isGreaterThan(2_000_000_000L);
        assertThat(decided).isPositive();
        assertThatThrownBy(() -> monkey.assault(0, 0, false))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("400");

        monkey.assault(1, 0, true);
        monkey.disable();
        assertThat(get(web, ledger).statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse<String> get(HttpClient web, ShellAccess shell)
      throws IOException, InterruptedException {
    return web.send(request(shell), BodyHandlers.ofString());
  }

  private static HttpRequest request(ShellAccess shell) {
    return HttpRequest.newBuilder(shell.address().resolve("/ledger"))
        .header("Authorization", shell.authorization())
        .build();
  }
}
