package org.medchain.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TRACE-2, TRACE-4: a file that is no trace is refused with where, what, and what is allowed. */
class TraceReaderTest {
  private static final String HEAD =
      "{\"trace\":2,\"protocol\":\"pbft\",\"nodes\":4,\"members\":[0,1,2,3],\"faulty\":[],"
          + "\"window\":1,\"interval\":2,\"genesis\":\"0011223344556677\"}";
  private static final String LINE =
      "{\"n\":1,\"node\":0,\"action\":\"Ignore\",\"input\":\"started\",\"sender\":null,"
          + "\"message\":null,\"view\":null,\"height\":null,\"block\":null,\"parent\":null,"
          + "\"certificates\":[],\"proofs\":[],\"requests\":[]}";

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("t.jsonl"), List.of(lines));
  }

  @Test
  void nullIsMinusOneOrEmpty() throws Exception {
    TraceStep line = TraceReader.read(file("\uFEFF" + HEAD, LINE)).lines().get(0);
    assertThat(line.sender()).isEqualTo(-1);
    assertThat(line.view()).isEqualTo(-1);
    assertThat(line.block()).isEmpty();
  }

  /** Only faulty nodes speak of views that TLC has no numbers for. */
  @Test
  void largeNumbersAreTheLargest() throws Exception {
    String large = LINE.replace("\"view\":null", "\"view\":9000000000");
    assertThat(TraceReader.read(file(HEAD, large)).lines().get(0).view())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"trace\":2|\"trace\":1|t.jsonl:1: 'trace' is 1, allowed is 2",
        "pbft|raft|t.jsonl:1: 'protocol' is \"raft\", allowed is one of [pbft, pow]",
        "[0,1,2,3]|[0,1,2,4]|'members' is [0,1,2,4], allowed is a list of nodes, under 4",
        "0011223344556677|xyz|'genesis' is \"xyz\", allowed is an id of 16 hexadecimal digits",
        "\"interval\":2|\"interval\":0|members, window or interval are empty or 0",
        "\"n\":1|\"n\":2|t.jsonl:2: 'n' is 2, allowed is 1, the position",
        "\"node\":0|\"node\":7|t.jsonl:2: 'node' is 7, allowed is a node, under 4",
        "\"height\":null|\"height\":-3|'height' is -3, allowed is a whole number from 0 on",
        "\"proofs\":[]|\"proof\":[]|t.jsonl:2: the keys are",
        "\"requests\":[]|\"requests\":[7]|t.jsonl:2: 'requests' is [7], allowed is an id",
        "\"requests\":[]}|\"requests\":[]|t.jsonl:2: this is not JSON",
        "\"node\":0|\"node\":0,\"node\":1|2: this is not JSON (Duplicate Object property \"node\")",
        "\"certificates\":[]|\"certificates\":[7]|2, a certificate: here is 7, allowed",
        "\"certificates\":[]|\"certificates\":{}|'certificates' is {}, allowed is a list"
      })
  void errorsAreReported(String good, String bad, String message) throws IOException {
    Path file = file(HEAD.replace(good, bad), LINE.replace(good, bad));
    assertThatThrownBy(() -> TraceReader.read(file))
        .isInstanceOf(InvalidTrace.class)
        .hasMessageContaining(message);
  }

  @Test
  void noTextAndNoFileAreRefused() throws IOException {
    Path empty = file();
    assertThatThrownBy(() -> TraceReader.read(empty)).hasMessageContaining("the file is empty");
    Path bytes = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> TraceReader.read(bytes)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> TraceReader.read(folder.resolve("gone")))
        .hasMessageContaining("there is no such file");
  }
}
