package org.medchain.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.shell.ShellUnderTest.Answer;

/**
 * Chaos Monkey stands in front of the shell's gates, and of nothing else: a loop that stands for
 * consensus goes on as if nothing were (OPS-16).
 */
class ChaosMonkeyTest {
  @TempDir private static Path folder;

  private static ShellUnderTest shell;
  private static Thread consensus;
  private static volatile boolean stopped;

  @BeforeAll
  static void start() {
    shell = new ShellUnderTest(folder.resolve("shell"), "chaos-monkey");
    consensus =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (!stopped) {
                    var unused = shell.ledger.append(List.of());
                    pause();
                  }
                });
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    stopped = true;
    consensus.join(30_000);
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

  private static void assertConsensusGoesOn() {
    long before = shell.ledger.height();
    long endNs = System.nanoTime() + 30_000_000_000L;
    while (shell.ledger.height() < before + 10 && System.nanoTime() < endNs) {
      pause();
    }
    assertThat(shell.ledger.height()).isGreaterThanOrEqualTo(before + 10);
  }

  @Test
  void isInactiveUntilEnabled() throws IOException, InterruptedException {
    Answer status = shell.get("/actuator/chaosmonkey/status");
    assertThat(status.json().get("enabled").asBoolean()).isFalse();
    for (int i = 0; i < 20; i++) {
      assertThat(shell.get("/ledger").code()).isEqualTo(200);
    }
  }

  @Test
  void exceptionsAffectServicesAndNotConsensus() throws IOException, InterruptedException {
    assault(
        """
        {"level":1,"deterministic":true,"latencyActive":false,"exceptionsActive":true,
         "exception":{"type":"java.lang.IllegalStateException","method":"<init>",
           "arguments":[{"type":"java.lang.String","value":"chaos"}]}}
        """);

    assertThat(shell.get("/ledger").code()).isEqualTo(500);
    assertThat(shell.get("/ledger/blocks/0").code()).isEqualTo(500);
    assertConsensusGoesOn();
    assertThat(shell.get("/actuator/health").code()).isEqualTo(200);
  }

  @Test
  void everyThirdSubmissionFailsAndNoneReachesTheNodeTwice()
      throws IOException, InterruptedException {
    List<Long> reached = Collections.synchronizedList(new ArrayList<>());
    shell.node(
        transaction -> {
          reached.add(transaction.request().sequence());
          return CompletableFuture.completedFuture(
              new Receipt(transaction.request(), 0, Bytes.EMPTY));
        });
    assault(
        """
        {"level":3,"deterministic":true,"latencyActive":false,"exceptionsActive":true}
        """);

    int failed = 0;
    for (int i = 1; i <= 9; i++) {
      String body = "{\"hex\":\"" + shell.ledger.operations().balance(i).encoded() + "\"}";
      failed += shell.post("/transactions", body).code() == 500 ? 1 : 0;
    }

    assertThat(failed).isEqualTo(3);
    assertThat(reached).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void latencyAffectsServicesAndNotConsensus() throws IOException, InterruptedException {
    assault(
        """
        {"level":1,"deterministic":true,"latencyActive":true,"latencyRangeStart":400,
         "latencyRangeEnd":401,"exceptionsActive":false}
        """);
    long before = shell.ledger.height();
    long beginNs = System.nanoTime();

    assertThat(shell.get("/ledger").code()).isEqualTo(200);

    assertThat(System.nanoTime() - beginNs).isGreaterThanOrEqualTo(400_000_000L);
    assertThat(shell.ledger.height()).isGreaterThan(before);
  }
}
