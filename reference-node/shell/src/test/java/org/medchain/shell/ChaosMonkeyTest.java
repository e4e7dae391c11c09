package org.medchain.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Transaction;
import org.medchain.node.operations.ShellAccess;
import org.medchain.shell.ShellUnderTest.Answer;

/**
 * Chaos Monkey disturbs the shell's beans, and nothing else (OPS-16). That a node with a disturbed
 * shell commits: ChaosMonkeyClientTest, on processes.
 */
@Tag("process")
class ChaosMonkeyTest {
  @TempDir private static Path folder;

  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final List<Long> REACHED = Collections.synchronizedList(new ArrayList<>());

  private static ShellUnderTest shell;
  private static Answer statusAtStart;

  @BeforeAll
  static void start() throws Exception {
    shell = new ShellUnderTest(folder.resolve("shell"), "chaos-monkey");
    shell.node(
        transaction -> {
          REACHED.add(transaction.request().sequence());
          return CompletableFuture.completedFuture(shell.ledger.execute(transaction));
        });
    statusAtStart = shell.get("/actuator/chaosmonkey/status");
  }

  @AfterAll
  static void stop() {
    shell.close();
  }

  @AfterEach
  void calm() throws IOException, InterruptedException {
    assertThat(shell.post("/actuator/chaosmonkey/disable", "").code()).isEqualTo(200);
  }

  private static void assault(String json) throws IOException, InterruptedException {
    assertThat(shell.post("/actuator/chaosmonkey/enable", "").code()).isEqualTo(200);
    assertThat(shell.post("/actuator/chaosmonkey/assaults", json).code()).isEqualTo(200);
  }

  private static Transaction request() {
    return shell.ledger.operations().sign(SEQUENCE.incrementAndGet(), new AskBalance());
  }

  @Test
  void isInactiveUntilEnabled() throws IOException, InterruptedException {
    assertThat(statusAtStart.json().get("enabled").asBoolean()).isFalse();
    for (int i = 0; i < 20; i++) {
      assertThat(shell.get("/ledger").code()).isEqualTo(200);
    }
  }

  /** OPS-17: a user of the machine that may not read the node's files gives no order. */
  @Test
  void onlyTheBearerOfTheTokenGivesOrders() throws IOException, InterruptedException {
    for (String path : List.of("/enable", "/assaults", "/watchers", "/assaults/runtime/attack")) {
      Answer refused = shell.postWithoutToken("/actuator/chaosmonkey" + path);
      assertThat(refused.code()).as(path).isEqualTo(401);
      assertThat(refused.text("error")).contains(ShellAccess.FILE);
    }
    assertThat(shell.getWithoutToken("/actuator/chaosmonkey/status").code()).isEqualTo(401);
    assertThat(shell.get("/actuator/chaosmonkey/status").json().get("enabled").asBoolean())
        .isFalse();
    assertThat(shell.getWithoutToken("/actuator/health").code()).isEqualTo(200);
    assertThat(shell.getWithoutToken("/actuator/metrics/medchain.ledger.blocks").code())
        .isIn(200, 404);
    Path access = folder.resolve("shell").resolve(ShellAccess.FILE);
    assertThat(Files.getPosixFilePermissions(access))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void exceptionsAffectServices() throws Exception {
    assault(
        """
        {"level":1,"deterministic":true,"latencyActive":false,"exceptionsActive":true,
         "exception":{"type":"java.lang.IllegalStateException","method":"<init>",
           "arguments":[{"type":"java.lang.String","value":"chaos"}]}}
        """);

    assertThat(shell.get("/ledger").code()).isEqualTo(500);
    assertThat(shell.get("/ledger/blocks/0").code()).isEqualTo(500);
    assertThat(shell.get("/actuator/health").code()).isEqualTo(200);
  }

  @Test
  void everyThirdSubmissionFailsAndNoneReachesTheNodeTwice() throws Exception {
    REACHED.clear();
    assault(
        """
        {"level":3,"deterministic":true,"latencyActive":false,"exceptionsActive":true}
        """);
    long before = shell.ledger.height();

    int failed = 0;
    for (int i = 1; i <= 9; i++) {
      int code = shell.post("/transactions", "{\"hex\":\"" + request().encoded() + "\"}").code();
      assertThat(code).isIn(200, 500);
      failed += code == 500 ? 1 : 0;
    }

    assertThat(failed).isEqualTo(3);
    assertThat(REACHED).hasSize(6).doesNotHaveDuplicates();
    assertThat(shell.ledger.height()).isEqualTo(before + 6);
  }

  @Test
  void latencyAffectsServices() throws Exception {
    assault(
        """
        {"level":1,"deterministic":true,"latencyActive":true,"latencyRangeStart":2000,
         "latencyRangeEnd":2001,"exceptionsActive":false}
        """);
    long beginNs = System.nanoTime();
    assertThat(shell.get("/ledger").code()).isEqualTo(200);
    assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(2_000_000_000L);
  }
}
