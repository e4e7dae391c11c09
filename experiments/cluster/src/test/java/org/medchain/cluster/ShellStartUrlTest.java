package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.host.FullNode;
import org.medchain.node.operations.ShellAccess;
import tools.jackson.databind.json.JsonMapper;

/** OPS-25: what commands print opens a node's real shell, and nothing else has the token. */
@Tag("process")
class ShellStartUrlTest {
  @TempDir private Path temp;

  private static MemberState state(LocalCluster.ClusterMember member, Optional<URI> shell) {
    RunningProcess running =
        RunningProcess.ofThisProcess("127.0.0.1:1", URI.create("http://127.0.0.1:2"), shell);
    return new MemberState(
        member, Optional.of(running), MemberState.RunState.RUNNING, Optional.empty(), "");
  }

  @Test
  void theUrlOfAMemberOpensItsLedgerInABrowser() throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    Files.writeString(files.nodeFile(0), "shell: {port: 0}\n", StandardOpenOption.APPEND);
    try (LocalCluster cluster = LocalCluster.of(files.folder());
        FullNode node = InProcessNodes.node(files, 0);
        HttpClient browser =
            HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
      ShellAccess access = ShellAccess.read(files.node(0).resolve("data"));
      assertThat(node.shellUrl()).contains(access.address());
      assertThat(JsonMapper.builder().build().writeValueAsString(node.status()))
          .doesNotContain(access.token());
      assertThat(access.toString()).doesNotContain(access.token());
      assertThat(browser.send(get(access.address()), HttpResponse.BodyHandlers.ofString()))
          .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(401));

      MemberState state = state(cluster.member("n0"), node.shellUrl());
      assertThat(state.running().toString()).doesNotContain(access.token());
      URI url = state.shellUrl().orElseThrow();
      assertThat(url).isEqualTo(access.startUrl());
      HttpResponse<String> page = browser.send(get(url), HttpResponse.BodyHandlers.ofString());
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.uri()).isEqualTo(access.address().resolve("/ledger"));
      assertThat(page.body()).contains("\"height\":0");
    }
  }

  private static HttpRequest get(URI page) {
    return HttpRequest.newBuilder(page).build();
  }

  /** Another user's command, or a shell that has ended: the address alone. */
  @Test
  void withoutTheFileItIsTheAddress() throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    URI address = URI.create("http://127.0.0.1:8080");
    try (LocalCluster cluster = LocalCluster.of(files.folder())) {
      assertThat(state(cluster.member("n0"), Optional.of(address)).shellUrl()).contains(address);
      assertThat(state(cluster.member("n0"), Optional.empty()).shellUrl()).isEmpty();
    }
    Path data = files.node(0).resolve("data");
    assertThatThrownBy(() -> ShellAccess.read(data))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("shell.access is not there: no shell runs beside this node");
    Files.createDirectories(data.resolve("shell"));
    for (String text : new String[] {"", "http://127.0.0.1:1\n", "http://evil.example\nab\n"}) {
      Files.writeString(data.resolve("shell").resolve(ShellAccess.FILE), text);
      assertThatThrownBy(() -> ShellAccess.read(data))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("shell.access: is not an address and a token");
    }
  }
}
