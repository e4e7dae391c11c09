package org.medchain.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.cluster.CommandRunner;
import org.medchain.cluster.CommandRunner.CommandResult;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.operations.NodeStatus;
import tools.jackson.databind.json.JsonMapper;

/** {@code medchain top} against admin endpoints on this machine (OPS-10, OPS-11). */
class TopCommandTest {
  @TempDir private Path folder;

  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  /** An endpoint with these replies. */
  private URI adminEndpoint(int code, String text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    servers.add(server);
    server.createContext(
        "/status",
        exchange -> {
          byte[] content = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private URI adminEndpoint(NodeStatus status) throws IOException {
    return adminEndpoint(200, JsonMapper.builder().build().writeValueAsString(status));
  }

  private static CommandResult run(String... arguments) {
    return CommandRunner.run(new TopCommand(), arguments);
  }

  /** A cluster whose processes are this one; the first is the center's. */
  private String cluster(URI... urls) throws IOException {
    folder = folder.resolve("demo");
    Files.createFile(Files.createDirectories(folder).resolve("genesis.bin"));
    for (int i = 0; i < urls.length; i++) {
      Path own = i == 0 ? folder.resolve("center") : folder.resolve("nodes/n" + (i - 1));
      Files.createFile(Files.createDirectories(own).resolve("node.yaml"));
      RunningProcess.ofThisProcess("127.0.0.1:1", urls[i], Optional.empty()).write(own);
    }
    return folder.toString();
  }

  @Test
  void aClusterThatIsWell() throws IOException {
    assertThat(
            run(
                    "--once",
                    cluster(
                        adminEndpoint(SyntheticCluster.status("node-0", "", 7, 0, 12)),
                        adminEndpoint(SyntheticCluster.status("node-1", "", 8, 0, 12))))
                .well())
        .startsWith("demo: 2 of 2 nodes ready, height 8, view 0, 12.0 requests/s\n")
        .contains("node-1       * ready")
        .doesNotContain("\u001b");
  }

  @Test
  void unreadyAndUnreachableNodesAreMarked() throws IOException {
    CommandResult ran =
        run(
            "--once",
            cluster(
                adminEndpoint(SyntheticCluster.status("node-0", "starting", 0, 0, 0)),
                URI.create("http://127.0.0.1:1"),
                adminEndpoint(500, "{}"),
                adminEndpoint(200, "<html>")));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("0 of 4 nodes ready")
        .contains("isolated: starting")
        .contains("n0             silent: ")
        .contains("n1             silent: ")
        .contains("n2             silent: ");
    RunningProcess.delete(folder.resolve("nodes/n1"));
    assertThat(run("--once", folder.toString()).out())
        .contains("n1             stopped: it was not started");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--interval=0",
        "no-such-folder",
      })
  void errorsAreReportedInOneLine(String arguments) {
    CommandResult ran = run(("--once " + arguments).split(" ", -1));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().lines().findFirst().orElse("")).isNotEmpty();
    assertThat(ran.out()).isEmpty();
  }
}
