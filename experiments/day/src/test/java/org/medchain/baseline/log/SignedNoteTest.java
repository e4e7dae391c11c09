package org.medchain.baseline.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.SecretKey;

/** BASE-7: notes, checkpoints and cosignatures, against the examples that their authors publish. */
class SignedNoteTest {
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String PETERS_SEED = "YEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String LINE =
      "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
          + "otpRZb6KE6RyyBwJnAM=";

  /** A witness's key that is in use, with type 4. */
  private static final String WITNESS =
      "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

  private static NoteSigner signer(String name, int type, int seed) {
    byte[] bytes = new byte[SecretKey.SIZE];
    bytes[0] = (byte) seed;
    KeyPair keys = NoteSigner.SCHEME.keyPair(Bytes.of(bytes));
    return new NoteSigner(new NoteKey(name, type, keys.publicKey()), keys.secretKey());
  }

  @Test
  @DisplayName("the Go library's example is signed byte for byte, and accepted (BASE-7)")
  void publishedNote() {
    NoteKey key = NoteKey.parse(PETER);
    byte[] seed = Base64.getDecoder().decode("A" + PETERS_SEED);
    SecretKey secret = new SecretKey(Bytes.of(seed).slice(1, seed.length));

    assertThat(new NoteSigner(key, secret).line(TEXT, 0)).isEqualTo(LINE);
    SignedNote note = SignedNote.parse(TEXT + "\n" + LINE + "\n");
    assertThat(note.signedBy(key)).isTrue();
    assertThat(note).hasToString(TEXT + "\n" + LINE + "\n");
    assertThat(SignedNote.parse(TEXT.replace("know", "now") + "\n" + LINE + "\n").signedBy(key))
        .isFalse();
  }

  @Test
  @DisplayName("the specification's example of a note is accepted (BASE-7)")
  void specifiedNote() {
    NoteKey key =
        NoteKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    String note =
        "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfX"
            + "ppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    assertThat(SignedNote.parse(note).signedBy(key)).isTrue();
  }

  @Test
  @DisplayName("a witness's key has an id of its own type (BASE-7)")
  void witnessKey() {
    NoteKey key = NoteKey.parse(WITNESS);

    assertThat(key.type()).isEqualTo(NoteKey.COSIGNATURE_V1);
    assertThat(key.text()).isEqualTo(WITNESS);
    assertThat(new NoteKey(key.name(), NoteKey.ED25519, key.key()).id()).isNotEqualTo(key.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "remora.n621.de+da77ade7",
        "remora.n621.de+da77ade8+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "remora.n621.dx+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "remora.n621.de+da77ade7+BevN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "remora.n621.de+da77ade7+BOvN",
        "remora.n621.de+da77ade7+%%"
      })
  void noKey(String line) {
    assertThatThrownBy(() -> NoteKey.parse(line)).isInstanceOf(MalformedInput.class);
  }

  @Test
  @DisplayName("a cosignature has its time before it, which it covers (BASE-7)")
  void cosignature() {
    NoteSigner witness = signer("w", NoteKey.COSIGNATURE_V1, 3);
    String text = new LogCheckpoint("log.example/x", 7, Hash.of(Bytes.utf8("r"))).text();
    String line = witness.line(text, 1_727_964_367);
    byte[] blob = Base64.getDecoder().decode(line.substring(4));

    assertThat(Bytes.of(blob).slice(4, 12)).isEqualTo(Bytes.fromHex("0000000066fea4cf"));
    assertThat(blob).hasSize(76);
    assertThat(new SignedNote(text, List.of(line)).signedBy(witness.key())).isTrue();
    blob[11]++;
    String later = "\u2014 w " + Base64.getEncoder().encodeToString(blob);
    assertThat(new SignedNote(text, List.of(later)).signedBy(witness.key())).isFalse();
  }

  @Test
  @DisplayName("what is trusted: the log, and enough witnesses (BASE-7)")
  void quorum() {
    NoteSigner log = signer("log.example/x", NoteKey.ED25519, 1);
    NoteSigner w1 = signer("w1", NoteKey.COSIGNATURE_V1, 2);
    NoteSigner w2 = signer("w2", NoteKey.COSIGNATURE_V1, 3);
    LogCheckpoint head = new LogCheckpoint("log.example/x", 7, Hash.of(Bytes.utf8("r")));
    String text = head.text();
    String own = log.line(text, 0);
    LogTrust trust = new LogTrust(log.key(), List.of(w1.key(), w2.key()), 2);

    assertThat(trust.accept(note(text, own, w1.line(text, 5), w2.line(text, 6)))).contains(head);
    assertThat(trust.accept(note(text, own, w1.line(text, 5), w1.line(text, 6)))).isEmpty();
    assertThat(trust.accept(note(text, w1.line(text, 5), w2.line(text, 6)))).isEmpty();
    assertThat(trust.accept(note(text, own, log.line(text, 5)))).isEmpty();
    assertThat(trust.accept("nothing")).isEmpty();
    String other = new LogCheckpoint("log.example/y", 7, head.root()).text();
    assertThat(trust.accept(note(other, log.line(other, 0), w1.line(other, 1), w2.line(other, 1))))
        .isEmpty();
  }

  private static String note(String text, String... lines) {
    return new SignedNote(text, List.of(lines)).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o\n07\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "o\n7\n",
        "o\n7\nAAAA\n",
        "o\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
        "o\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "o\n-7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
      })
  void noCheckpoint(String text) {
    assertThatThrownBy(() -> LogCheckpoint.parse(text)).isInstanceOf(MalformedInput.class);
  }

  @Test
  @DisplayName("the specification's example of a checkpoint is read and written alike (BASE-7)")
  void specifiedCheckpoint() {
    String text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    assertThat(LogCheckpoint.parse(text).text()).isEqualTo(text);
    assertThat(LogCheckpoint.parse(text).size()).isEqualTo(20_852_163);
  }
}
