package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.node.operations.AdminEndpoint.AdminAddress;
import tools.jackson.databind.json.JsonMapper;

/**
 * The admin endpoint over real HTTP (OPS-1, OPS-2, OPS-3, OPS-4, OPS-5).
 *
 * <p>OPS-18: by which names a request may come.
 */
class AdminEndpointTest {
  private static final int PATIENCE_MS = 120_000;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofMillis(PATIENCE_MS)).build();

  private final NodeMeterRegistry meterSet = new NodeMeterRegistry("node-1");

  private volatile NodeStatus status = SampleStatuses.of(true, "");

  private volatile String trouble = "";

  private volatile boolean broken;

  private AdminEndpoint door;

  @BeforeEach
  void open() throws IOException {
    StatusSource source =
        new StatusSource() {
          @Override
          public NodeStatus status() {
            if (broken) {
              throw new IllegalStateException("broken");
            }
            return status;
          }

          @Override
          public Optional<String> fatalError() {
            return Optional.of(trouble).filter(text -> !text.isEmpty());
          }
        };
    door = AdminEndpoint.open(AdminAddress.local(0), source, meterSet);
  }

  @AfterEach
  void close() {
    door.close();
    meterSet.close();
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(door.url().resolve(path)).timeout(Duration.ofMillis(PATIENCE_MS));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  @Test
  void healthIsOfTheProcess() throws IOException, InterruptedException {
    status = SampleStatuses.of(false, "starting");
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).isEqualTo("{\"alive\":true,\"reason\":\"\"}");

    trouble = "the replica's thread ended";

    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(get("/health").body()).contains("the replica's thread ended");
  }

  @Test
  void readinessReportsTheReason() throws IOException, InterruptedException {
    assertThat(get("/ready").statusCode()).isEqualTo(200);

    status = SampleStatuses.of(false, "reaches 1 of the 3 members of a quorum");

    assertThat(get("/ready").statusCode()).isEqualTo(503);
    assertThat(get("/ready").body())
        .isEqualTo(
            "{\"ready\":false,\"state\":\"syncing\",\"behind\":5,"
                + "\"reason\":\"reaches 1 of the 3 members of a quorum\","
                + "\"height\":120,\"view\":3}");
  }

  /** OPS-18: as a browser asks whom a hostile page sent here by its own name. */
  @Test
  void aForeignHostIsRefused() throws IOException {
    for (String host : List.of("evil.example", "evil.example:" + door.url().getPort(), "")) {
      assertThat(firstLine("GET /status HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
          .as(host)
          .contains(" 421 ");
    }
    assertThat(firstLine("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n")).contains(" 200 ");
  }

  /** The address is in the message: a process without a console has only that. */
  @Test
  void aTakenPortIsNamed() {
    AdminAddress taken = AdminAddress.local(door.url().getPort());
    assertThatThrownBy(() -> AdminEndpoint.open(taken, () -> status, meterSet))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + door.url().getPort())
        .hasMessageNotContaining("\n");
  }

  private String firstLine(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.url().getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  @Test
  void statusIsTheWholeStatus() throws IOException, InterruptedException {
    HttpResponse<String> answer = get("/status");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(JsonMapper.builder().build().readValue(answer.body(), NodeStatus.class))
        .isEqualTo(status);
  }

  @Test
  void metricsAreThoseOfTheRegistry() throws IOException, InterruptedException {
    new NodeMetrics(meterSet.meters(), System::nanoTime).blockExecuted(8, 5);

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("version=0.0.4");
    assertThat(answer.body())
        .contains("# TYPE medchain_ledger_requests_total counter")
        .contains("medchain_ledger_requests_total{node=\"node-1\"} 5.0")
        .contains("medchain_ledger_height{node=\"node-1\"} 8.0")
        .contains("jvm_gc_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status/", "/Status", "/healthz", "/../etc", "/metrics%00", "/x?y"})
  void thereIsNothingElse(String path) throws IOException, InterruptedException {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
  void nothingCanBeChanged(String method) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request("/status").method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({"/health,200", "/ready,200", "/status,200", "/metrics,200", "/none,404"})
  void headIsGetWithoutTheContent(String path, int code) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request(path).HEAD().build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void bodiesAndLongPathsAreRefused() throws IOException, InterruptedException {
    HttpResponse<String> withBody =
        client.send(
            request("/status").method("GET", BodyPublishers.ofString("x".repeat(100_000))).build(),
            BodyHandlers.ofString());

    assertThat(withBody.statusCode()).isEqualTo(413);
    assertThat(get("/status?" + "x".repeat(300)).statusCode()).isEqualTo(414);
    assertThat(get("/status").statusCode()).isEqualTo(200);
  }

  @Test
  void unserialisableStatusIsAnErrorWithoutDetails() throws IOException, InterruptedException {
    broken = true;

    assertThat(get("/status").statusCode()).isEqualTo(500);
    assertThat(get("/ready").statusCode()).isEqualTo(500);
    assertThat(get("/status").body()).doesNotContain("Illegal");
    broken = false;
    assertThat(get("/status").statusCode()).isEqualTo(200);
  }

  /** More clients than threads and places to wait, each of which sends half a request. */
  @Test
  void aPartialRequestDoesNotBlockOthersForever() throws IOException, InterruptedException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket(door.url().getHost(), door.url().getPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write("GET /sta".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }

      assertThat(answersIn(PATIENCE_MS)).isTrue();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private boolean answersIn(long patienceMs) throws InterruptedException {
    long endNs = System.nanoTime() + patienceMs * 1_000_000;
    while (System.nanoTime() < endNs) {
      try {
        HttpResponse<String> answer =
            client.send(
                request("/status").timeout(Duration.ofSeconds(10)).build(),
                BodyHandlers.ofString());
        return answer.statusCode() == 200;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    return false;
  }

  @Test
  void otherMachinesReachItOnlyIfExposed() {
    assertThatThrownBy(
            () -> AdminEndpoint.open(new AdminAddress("0.0.0.0", 0, false), () -> status, meterSet))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "operator.host: 0.0.0.0 is not a loopback address; allowed only with"
                + " operator.exposed: true");
    assertThatThrownBy(() -> AdminAddress.local(70_000))
        .hasMessage("operator.port: 70000; allowed is 0 to 65535");
  }

  private static boolean allowed(String configured, String header) {
    return new HostHeader(configured).isAllowed(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:9101",
        "127.8.8.8",
        "localhost",
        "LOCALHOST:1",
        "[::1]",
        "[::1]:80"
      })
  void loopbackIsAllowed(String header) {
    assertThat(allowed("127.0.0.1", header)).isTrue();
    assertThat(allowed("192.0.2.7", header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "evil.example",
        "evil.example:9101",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.7",
        "[2001:db8::1]",
        "127.0.0.1:",
        "127.0.0.1:1:2",
        "::1",
        "a b",
        "evil.example\r\nHost: localhost",
        "999.0.0.1",
        "2130706433"
      })
  void othersAreNot(String header) {
    assertThat(allowed("127.0.0.1", header)).isFalse();
  }

  @Test
  void theConfiguredNameOrAddressIsAllowed() {
    assertThat(allowed("node.example", "Node.Example:9101")).isTrue();
    assertThat(allowed("192.0.2.7", "192.0.2.7:9101")).isTrue();
    assertThat(allowed("192.0.2.7", "192.0.2.8:9101")).isFalse();
    assertThat(allowed("2001:db8::1", "[2001:db8:0::1]:9101")).isTrue();
    assertThat(HostHeader.ofLoopback().isAllowed("")).isFalse();
  }

  /** At all addresses of the machine; names still have to be the configured ones. */
  @Test
  void anyAddressIsAllowedWhereAllAreServed() {
    assertThat(allowed("0.0.0.0", "192.0.2.8:9101")).isTrue();
    assertThat(allowed("::", "192.0.2.8")).isTrue();
    assertThat(allowed("0.0.0.0", "evil.example")).isFalse();
  }
}
