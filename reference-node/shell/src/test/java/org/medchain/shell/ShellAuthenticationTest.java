package org.medchain.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.shell.ShellUnderTest.Answer;

/** OPS-24, OPS-25: another user of the machine reads nothing and sends nothing by the shell. */
@Tag("process")
class ShellAuthenticationTest {
  @TempDir private static Path folder;

  private static final HttpClient WEB =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final AtomicInteger REACHED = new AtomicInteger();
  private static ShellUnderTest shell;
  private static String transaction;

  @BeforeAll
  static void start() {
    shell = new ShellUnderTest(folder.resolve("shell"));
    shell.node(
        sent -> {
          REACHED.incrementAndGet();
          return CompletableFuture.completedFuture(new Receipt(sent.request(), 0, Bytes.EMPTY));
        });
    transaction =
        "{\"hex\":\"" + shell.ledger.operations().sign(7, new AskBalance()).encoded() + "\"}";
  }

  @AfterAll
  static void stop() {
    shell.close();
    WEB.close();
  }

  private static List<String> access() throws IOException {
    return Files.readAllLines(folder.resolve("shell").resolve("shell.access"));
  }

  private static String token() throws IOException {
    return access().get(1);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return WEB.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder post(String path) {
    return shell
        .unauthorised(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(transaction));
  }

  @Test
  void withoutTheTokenNothingIsReadOrSent() throws IOException, InterruptedException {
    int before = REACHED.get();
    for (String path :
        List.of(
            "/ledger",
            "/ledger/blocks/0",
            "/ledger/records/" + "00".repeat(32),
            "/",
            "/none",
            "/error",
            "/actuator",
            "/actuator/chaosmonkey",
            "/actuator/env")) {
      Answer refused = shell.getWithoutToken(path);
      assertThat(refused.code()).as(path).isEqualTo(401);
      assertThat(refused.text("error")).contains("shell.access").doesNotContain(token());
    }
    HttpResponse<String> refused = send(post("/transactions"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(REACHED).hasValue(before);
    assertThat(
            send(post("/transactions").header("Authorization", "Bearer " + token())).statusCode())
        .isEqualTo(200);
    assertThat(REACHED).hasValue(before + 1);
  }

  @Test
  void anotherSpellingOfAPathIsNoWayAround() throws IOException, InterruptedException {
    for (String path :
        List.of(
            "//ledger",
            "/ledger;x=y",
            "/./ledger",
            "/%6cedger",
            "/actuator/health;/../../ledger",
            "/actuator/health/../../ledger",
            "/actuator/metrics/medchain./../../../ledger",
            "/actuator/metrics/%2e%2e/%2e%2e/ledger",
            "/actuator/health/..%2f..%2fledger")) {
      assertThat(shell.getWithoutToken(path).code()).as(path).isIn(400, 401, 404);
    }
    for (String path :
        List.of("/actuator/health/../../transactions", "/actuator/metrics/../../transactions")) {
      assertThat(send(post(path)).statusCode()).as(path).isIn(400, 401, 404, 405);
    }
  }

  @Test
  void healthAndMetricsNeedNone() throws IOException, InterruptedException {
    assertThat(shell.getWithoutToken("/actuator/health").code()).isEqualTo(200);
    assertThat(shell.getWithoutToken("/actuator/metrics").code()).isEqualTo(200);
    assertThat(shell.getWithoutToken("/actuator/metrics/none").code()).isEqualTo(404);
  }

  @Test
  void almostTheTokenIsNotTheToken() throws IOException, InterruptedException {
    String token = token();
    for (String shown :
        List.of(
            "Bearer ",
            "Bearer",
            token,
            "Basic " + token,
            "bearer" + token,
            "Bearer " + token.substring(1),
            "Bearer " + token.substring(0, token.length() - 1),
            "Bearer " + token + "0",
            "Bearer " + token.toUpperCase(Locale.ROOT) + " ",
            "Bearer " + "0".repeat(token.length()))) {
      assertThat(send(shell.unauthorised("/ledger").header("Authorization", shown)).statusCode())
          .as(shown)
          .isEqualTo(401);
    }
    assertThat(
            send(shell.unauthorised("/ledger").header("Authorization", "Bearer " + token))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theFileIsItsOwnersAloneAndEachStartHasAnotherToken() throws IOException {
    Path file = folder.resolve("shell").resolve("shell.access");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(access()).hasSize(2);
    assertThat(access().get(0)).matches("http://127\\.0\\.0\\.1:\\d+").doesNotContain(token());
    assertThat(token()).matches("[0-9a-f]{64}");
    try (ShellUnderTest other = new ShellUnderTest(folder.resolve("other"))) {
      assertThat(other).isNotNull();
      Path second = folder.resolve("other").resolve("shell.access");
      assertThat(Files.readAllLines(second).get(1)).isNotEqualTo(token());
    }
  }

  /** As a browser does with the URL that is printed. */
  @Test
  void theStartUrlSetsACookieThatReadsAlone() throws IOException, InterruptedException {
    HttpResponse<String> started = send(shell.unauthorised("/?token=" + token()));
    assertThat(started.statusCode()).isEqualTo(303);
    assertThat(started.headers().firstValue("Location")).contains("/ledger");
    assertThat(started.headers().firstValue("Cache-Control")).contains("no-store");
    String set = started.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set)
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/")
        .doesNotContain("Max-Age")
        .doesNotContain(token());
    String cookie = set.split(";", 2)[0];
    assertThat(cookie).startsWith("medchain-shell-" + access().get(0).replaceAll(".*:", "") + "=");

    assertThat(send(shell.unauthorised("/ledger").header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    assertThat(send(shell.unauthorised("/ledger/blocks/0").header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    int before = REACHED.get();
    assertThat(send(post("/transactions").header("Cookie", cookie)).statusCode()).isEqualTo(401);
    assertThat(send(shell.unauthorised("/actuator/env").header("Cookie", cookie)).statusCode())
        .isEqualTo(401);
    assertThat(REACHED).hasValue(before);
  }

  @Test
  void aWrongStartUrlOrCookieOpensNothing() throws IOException, InterruptedException {
    String token = token();
    for (String path :
        List.of(
            "/?token=",
            "/?token=" + token + "0",
            "/?token=%00",
            "/?other=" + token,
            "/ledger?token=" + token,
            "//evil.example/?token=" + token)) {
      HttpResponse<String> refused = send(shell.unauthorised(path));
      assertThat(refused.statusCode()).as(path).isIn(400, 401);
      assertThat(refused.headers().firstValue("Set-Cookie")).as(path).isEmpty();
      assertThat(refused.headers().firstValue("Location")).as(path).isEmpty();
    }
    assertThat(send(post("/?token=" + token)).statusCode()).isEqualTo(401);
    String name = "medchain-shell-" + access().get(0).replaceAll(".*:", "");
    for (String cookie :
        List.of(name + "=", name + "=" + token, name + "=x; " + name + "=y", "other=" + token)) {
      assertThat(send(shell.unauthorised("/ledger").header("Cookie", cookie)).statusCode())
          .as(cookie)
          .isEqualTo(401);
    }
  }
}
