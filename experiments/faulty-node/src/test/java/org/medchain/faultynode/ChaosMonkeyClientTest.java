package org.medchain.faultynode;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.faultynode.ChaosMonkeyClient.Watcher;
import org.medchain.node.operations.ShellAccess;

/** FN-8: a node with a shell, whose Chaos Monkey hears orders. */
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

        monkey.assault(1, List.of(new Assault.Failure()));
        monkey.enable();
        assertThat(get(web, ledger).statusCode()).isEqualTo(500);
        assertThat(get(web, ledger).body()).startsWith("{\"error\":");
        assertThat(node.submitAndWait()).isPositive();

        monkey.watch(EnumSet.noneOf(Watcher.class));
        assertThat(get(web, ledger).statusCode()).isEqualTo(200);
        monkey.watch(Set.of(Watcher.REST_CONTROLLER));
        assertThat(get(web, ledger).statusCode()).isEqualTo(500);

        monkey.assault(1, List.of(new Assault.Latency(300, 301)));
        long startNs = System.nanoTime();
        assertThat(get(web, ledger).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - startNs).isGreaterThan(300_000_000L);

        monkey.assault(
            2, List.of(new Assault.Memory(0.25, 1500), new Assault.Processor(0.5, 1500)));
        assertThat(monkey.settings())
            .contains("\"memoryActive\":true", "\"cpuActive\":true", "\"level\":2")
            .contains("\"latencyActive\":false", "\"exceptionsActive\":false");
        assertThatThrownBy(() -> monkey.assault(0, List.of()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("400");

        monkey.assault(1, List.of(new Assault.Failure()));
        monkey.attack(); // which is no call, and nothing that needs no call is set
        monkey.disable();
        assertThat(get(web, ledger).statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse<String> get(HttpClient web, ShellAccess shell)
      throws IOException, InterruptedException {
    return web.send(
        HttpRequest.newBuilder(shell.address().resolve("/ledger"))
            .header("Authorization", shell.authorization())
            .build(),
        BodyHandlers.ofString());
  }
}
