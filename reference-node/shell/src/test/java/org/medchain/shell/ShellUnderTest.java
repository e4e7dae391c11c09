package org.medchain.shell;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.operations.NodeState;
import org.medchain.node.operations.NodeStatus;
import org.medchain.node.operations.Shell;
import org.medchain.node.operations.ShellAccess;
import org.medchain.node.operations.ShellContext;
import org.medchain.node.operations.ShellFactory;
import org.medchain.node.operations.StatusSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shell around a node that is not there, and a client. */
final class ShellUnderTest implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  final SyntheticLedger ledger = new SyntheticLedger();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Shell shell;
  private final Path folder;
  private volatile Function<Transaction, CompletableFuture<Receipt>> node;
  private volatile String notReady = "";
  private volatile String trouble = "";

  /** With these profiles, around a node that executes each request in a separate block. */
  ShellUnderTest(Path folder, String... profiles) {
    this.folder = folder;
    this.node = transaction -> CompletableFuture.completedFuture(ledger.execute(transaction));
    ShellFactory factory = ServiceLoader.load(ShellFactory.class).findFirst().orElseThrow();
    ShellContext context =
        new ShellContext(
            new ShellContext.ShellSettings(0, List.of(profiles)),
            folder,
            new Source(),
            ledger,
            transaction -> this.node.apply(transaction),
            meters);
    try {
      shell = factory.start(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Source implements StatusSource {
    @Override
    public NodeStatus status() {
      return new NodeStatus(
          "node-1",
          "ab",
          "member",
          notReady.isEmpty(),
          notReady.isEmpty() ? NodeState.READY : NodeState.ISOLATED,
          0,
          notReady,
          ledger.height(),
          2,
          "",
          0,
          0,
          0,
          0,
          0,
          0,
          1,
          "",
          List.of());
    }

    @Override
    public Optional<String> fatalError() {
      return Optional.of(trouble).filter(text -> !text.isEmpty());
    }
  }

  void node(Function<Transaction, CompletableFuture<Receipt>> other) {
    node = other;
  }

  void is(String reasonNotReady, String whatTroublesIt) {
    notReady = reasonNotReady;
    trouble = whatTroublesIt;
  }

  /** An answer: its code and its JSON. */
  record Answer(int code, JsonNode json) {
    String text(String key) {
      return json.path(key).asString();
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** The answer's code to a request that calls the shell by this name; the client sets its own. */
  int codeFor(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shell.url().getPort())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(path, host, token());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(reader.readLine().split(" ", -1)[1]);
    }
  }

  Answer post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** The same without the token. */
  Answer postWithoutToken(String path) throws IOException, InterruptedException {
    return send(unauthorised(path).POST(BodyPublishers.noBody()));
  }

  Answer getWithoutToken(String path) throws IOException, InterruptedException {
    return send(unauthorised(path));
  }

  private HttpRequest.Builder request(String path) throws IOException {
    return unauthorised(path).header("Authorization", "Bearer " + token());
  }

  private String token() throws IOException {
    return Files.readAllLines(folder.resolve(ShellAccess.FILE)).get(1);
  }

  HttpRequest.Builder unauthorised(String path) {
    return HttpRequest.newBuilder(URI.create(shell.url() + path)).timeout(Duration.ofSeconds(30));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return new Answer(
        answer.statusCode(),
        type.contains("json")
            ? MAPPER.readTree(answer.body())
            : MAPPER.createObjectNode().put("text", answer.body()));
  }

  @Override
  public void close() {
    shell.close();
    client.close();
  }
}
