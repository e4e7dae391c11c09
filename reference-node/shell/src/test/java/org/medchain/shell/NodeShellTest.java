package org.medchain.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.application.HeaderChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.shell.ShellUnderTest.Answer;

/** The shell over real HTTP, around a node that is not there (OPS-13, OPS-14, OPS-15). */
@Tag("process")
class NodeShellTest {
  @TempDir private static Path folder;

  private static ShellUnderTest shell;
  private static MedicalRecord record;
  private static Transaction upload;

  @BeforeAll
  static void start() {
    shell = new ShellUnderTest(folder.resolve("shell"));
    record = shell.ledger.record("knee");
    upload = shell.ledger.operations().sign(1, new UploadRecord(record));
    var executed =
        shell.ledger.append(List.of(upload, shell.ledger.operations().sign(2, new AskBalance())));
    assertThat(executed.receipts()).allMatch(Receipt::succeeded);
    var empty = shell.ledger.append(List.of());
    assertThat(empty.receipts()).isEmpty();
  }

  @AfterAll
  static void stop() {
    shell.close();
  }

  @BeforeEach
  void well() {
    shell.is("", "");
    shell.node(transaction -> CompletableFuture.completedFuture(receipt(transaction.request(), 0)));
  }

  private static Receipt receipt(RequestId request, int code) {
    return new Receipt(request, code, Bytes.utf8("done"));
  }

  @Test
  void theLedgerAndItsBlocks() throws IOException, InterruptedException {
    Header first = shell.ledger.headers().get(1);

    Answer ledger = shell.get("/ledger");
    Answer block = shell.get("/ledger/blocks/1");

    assertThat(ledger.code()).isEqualTo(200);
    assertThat(ledger.json().get("height").asLong()).isEqualTo(shell.ledger.height());
    assertThat(ledger.text("chain")).isEqualTo(shell.ledger.genesis().chain().toHex());
    assertThat(block.text("hash")).isEqualTo(first.hash().toHex());
    assertThat(Decoder.decode(Bytes.fromHex(block.text("header")), Header.CODEC::decode))
        .isEqualTo(first);
    assertThat(block.json().get("transactions").get(0).asString()).isEqualTo(upload.id().toHex());
  }

  /** OPS-19: nobody has decided the genesis block, and it is the head all the same. */
  @Test
  void aNewLedgerIsAtHeightZero() throws IOException, InterruptedException {
    try (ShellUnderTest fresh = new ShellUnderTest(folder.resolve("fresh"))) {
      Answer ledger = fresh.get("/ledger");

      assertThat(ledger.code()).isEqualTo(200);
      assertThat(ledger.json().get("height").asLong()).isZero();
      assertThat(ledger.text("head")).isEqualTo(fresh.ledger.genesis().block().hash().toHex());
    }
  }

  /** OPS-18: as a browser asks whom a hostile page sent here by its own name. */
  @Test
  void aForeignHostIsRefused() throws IOException {
    for (String path : List.of("/ledger", "/actuator/health", "/none")) {
      assertThat(shell.codeFor(path, "evil.example")).as(path).isEqualTo(421);
    }
    assertThat(shell.codeFor("/ledger", "localhost")).isEqualTo(200);
  }

  @Test
  void aTransactionByItsPlaceAndByItsId() throws IOException, InterruptedException {
    Answer byPlace = shell.get("/ledger/blocks/1/transactions/0");
    Answer byId = shell.get("/ledger/transactions/" + upload.id());

    assertThat(byPlace.json()).isEqualTo(byId.json());
    assertThat(Decoder.decode(Bytes.fromHex(byId.text("encoded")), Transaction::decode))
        .isEqualTo(upload);
    assertThat(byId.json().at("/receipt/outcome").asString()).isEqualTo("ok");
  }

  @Test
  void recordIsShownWithoutItsContent() throws IOException, InterruptedException {
    Answer answer = shell.get("/ledger/records/" + record.id());

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.text("owner")).isEqualTo(record.patient().toString());
    assertThat(answer.text("status")).isEqualTo("valid");
    assertThat(answer.json().get("height").asLong()).isEqualTo(1);
    assertThat(answer.json().toString()).doesNotContain("knee");
  }

  @Test
  void proofsAreCheckedByTheHeadersAlone() throws IOException, InterruptedException {
    HeaderChain headers =
        HeaderChain.of(
            shell.ledger.headers(), shell.ledger.headers().get((int) shell.ledger.height()).hash());

    Answer answer = shell.get("/ledger/blocks/1/transactions/1/proof");

    ExistenceProof existence =
        Decoder.decode(
            Bytes.fromHex(answer.text("existence")), Codec.of(ExistenceProof.class)::decode);
    AcceptanceProof acceptance =
        Decoder.decode(
            Bytes.fromHex(answer.text("acceptance")), Codec.of(AcceptanceProof.class)::decode);
    assertThat(headers.flawIn(existence)).isEmpty();
    assertThat(headers.flawIn(acceptance, 1)).isEmpty();
    assertThat(answer.json().get("provingHeight").asLong()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ledger/blocks/999",
        "/ledger/blocks/-1",
        "/ledger/blocks/1/transactions/2",
        "/ledger/blocks/1/transactions/-1/proof",
        "/ledger/transactions/0000000000000000000000000000000000000000000000000000000000000000",
        "/ledger/records/0000000000000000000000000000000000000000000000000000000000000000",
        "/elsewhere"
      })
  void whatIsNotThereIsNotFound(String path) throws IOException, InterruptedException {
    Answer answer = shell.get(path);

    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.text("error")).isNotEmpty().doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/ledger/blocks/x", "/ledger/blocks/1/transactions/1e9", "/ledger/records/17"})
  void whatIsNoNumberIsRefused(String path) throws IOException, InterruptedException {
    assertThat(shell.get(path).code()).isEqualTo(400);
    assertThat(shell.get(path).text("error")).isNotEmpty();
  }

  @Test
  void aSignedTransactionIsHandedOnAndItsReceiptComes() throws IOException, InterruptedException {
    Transaction balance = shell.ledger.operations().sign(7, new AskBalance());
    String base64 = Base64.getEncoder().encodeToString(balance.encoded().toArray());

    Answer byHex = shell.post("/transactions", "{\"hex\":\"" + balance.encoded() + "\"}");
    Answer byBase64 = shell.post("/transactions", "{\"base64\":\"" + base64 + "\"}");

    assertThat(byHex.code()).isEqualTo(200);
    assertThat(byHex.json()).isEqualTo(byBase64.json());
    assertThat(byHex.json().get("succeeded").asBoolean()).isTrue();
    assertThat(byHex.json().get("sequence").asLong()).isEqualTo(7);
    assertThat(byHex.text("output")).isEqualTo(Bytes.utf8("done").toHex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"hex\":\"00\"}",
        "{\"hex\":\"zz\"}",
        "{\"base64\":\"?\"}",
        "{\"hex\":\"00\",\"base64\":\"AA==\"}",
        "{\"text\":\"00\"}",
        "{\"hex\":"
      })
  void whatIsNoTransactionIsRefused(String body) throws IOException, InterruptedException {
    Answer answer = shell.post("/transactions", body);

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.text("error")).isNotEmpty().doesNotContain("\n");
  }

  @Test
  void anUnsignedTransactionIsRefused() throws IOException, InterruptedException {
    Transaction signed = shell.ledger.operations().sign(8, new AskBalance());
    Transaction unsigned = Transaction.unsigned(signed.request(), signed.kind(), signed.body());

    assertThat(
            shell.post("/transactions", "{\"hex\":\"" + unsigned.encoded() + "\"}").text("error"))
        .isEqualTo("the transaction is not signed");
  }

  @Test
  void refusalIsReturnedWithItsReason() throws IOException, InterruptedException {
    String body =
        "{\"hex\":\"" + shell.ledger.operations().sign(9, new AskBalance()).encoded() + "\"}";
    shell.node(t -> CompletableFuture.failedFuture(new IllegalArgumentException("bad\nsignature")));
    assertThat(shell.post("/transactions", body))
        .satisfies(answer -> assertThat(answer.code()).isEqualTo(422))
        .satisfies(answer -> assertThat(answer.text("error")).isEqualTo("bad signature"));

    shell.node(t -> CompletableFuture.failedFuture(new RejectedExecutionException("full")));
    assertThat(shell.post("/transactions", body).code()).isEqualTo(503);

    shell.node(t -> CompletableFuture.completedFuture(receipt(t.request(), 1)));
    assertThat(shell.post("/transactions", body).code()).isEqualTo(200);
    assertThat(shell.post("/transactions", body).json().get("succeeded").asBoolean()).isFalse();
  }

  @Test
  void healthIsTheNodes() throws IOException, InterruptedException {
    assertThat(shell.get("/actuator/health").code()).isEqualTo(200);

    shell.is("reaches 1 of the 3 members of a quorum", "");
    Answer notReady = shell.get("/actuator/health");
    assertThat(notReady.code()).isEqualTo(503);
    assertThat(notReady.text("status")).isEqualTo("OUT_OF_SERVICE");
    assertThat(notReady.json().toString()).contains("reaches 1 of the 3 members");

    shell.is("", "the store failed");
    assertThat(shell.get("/actuator/health").text("status")).isEqualTo("DOWN");
  }

  @Test
  void metricsAreTheNodesAndNoOthers() throws IOException, InterruptedException {
    shell.meters.counter("medchain.ledger.blocks").increment(5);

    Answer names = shell.get("/actuator/metrics");
    Answer blocks = shell.get("/actuator/metrics/medchain.ledger.blocks");

    assertThat(names.json().get("names").size()).isEqualTo(1);
    assertThat(blocks.json().at("/measurements/0/value").asDouble()).isEqualTo(5);
    assertThat(shell.meters.getMeters()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/chaosmonkey"})
  void nothingElseOfTheActuatorIsShown(String path) throws IOException, InterruptedException {
    assertThat(shell.get(path).code()).isEqualTo(404);
  }

  /** STO-18: Tomcat would have two folders in the system's temporary one. */
  @Test
  void itsFilesAreInItsFolderAndGoWithIt() throws IOException {
    Path own = folder.resolve("own");
    Files.createDirectories(own.resolve("left by a process that was killed"));
    List<Path> before = tomcatsInTheTemporaryFolder();
    ShellUnderTest other = new ShellUnderTest(own);

    assertThat(own).isDirectoryContaining("glob:**/work").isDirectoryContaining("glob:**/served");
    assertThat(own).isDirectoryNotContaining("glob:**/left*");
    assertThat(tomcatsInTheTemporaryFolder()).containsExactlyElementsOf(before);
    other.close();
    assertThat(own).doesNotExist();
  }

  private static List<Path> tomcatsInTheTemporaryFolder() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(each -> each.getFileName().toString().startsWith("tomcat"))
          .sorted()
          .toList();
    }
  }

  @Test
  void closingItLeavesTheNodesMetersOpen() throws IOException, InterruptedException {
    ShellUnderTest other = new ShellUnderTest(folder.resolve("other"));
    assertThat(other.get("/ledger").code()).isEqualTo(200);
    other.close();
    other.close();

    assertThat(other.meters.isClosed()).isFalse();
    assertThatThrownBy(() -> other.get("/ledger")).isInstanceOf(IOException.class);
  }
}
