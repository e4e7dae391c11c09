package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** FILE-7: permissions to ask, refusals, and that any bytes end in an answer. */
class FileRpcServicesTest {
  private static final Peer OWNER =
      LocalNetwork.peer(SampleFiles.keys(1).publicKey(), PeerRole.ENTITY);

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
  private List<RpcService> services = List.of();

  @BeforeEach
  void open() throws IOException {
    PieceStore store = PieceStore.open(folder, 10 * 4096, meters);
    services = FileRpcServices.of(store, deposit -> {}, meters);
  }

  private RpcService service(int code) {
    return services.stream().filter(s -> s.method().code() == code).findFirst().orElseThrow();
  }

  private FileAvailability begin(SignedManifest deposit) throws RefusedException {
    Bytes question = new StoreRequest.BeginStore(deposit).encoded();
    return Decoder.decode(service(22).handle(OWNER, question), FileAvailability.CODEC::decode);
  }

  private void send(Piece piece) throws RefusedException {
    assertThat(service(22).handle(OWNER, new StoreRequest.SendPiece(made.id(), piece).encoded()))
        .isEqualTo(Bytes.EMPTY);
  }

  private FileAvailability holds(Hash id) throws RefusedException {
    Bytes question = new Encoder().count(1).hash(id).toBytes();
    return Decoder.decode(
            service(23).handle(OWNER, question), in -> in.list(2, FileAvailability.CODEC::decode))
        .get(0);
  }

  @Test
  void aFileIsBegunSentServedAndReleased() throws RefusedException {
    assertThat(holds(made.id())).isEqualTo(FileAvailability.NOTHING);
    assertThat(begin(made.deposit()).toBitSet(5).isEmpty()).isTrue();
    send(made.pieces().get(2));
    assertThat(holds(made.id()).toBitSet(5).stream().boxed()).containsExactly(2);
    assertThat(begin(made.deposit()).toBitSet(5).stream().boxed()).containsExactly(2);
    for (Piece piece : made.pieces()) {
      send(piece);
    }
    assertThat(holds(made.id()).isWhole()).isTrue();
    Bytes asked = new PieceRequest(made.id(), 4).encoded();
    Peer reader = LocalNetwork.peer(SampleFiles.keys(2).publicKey(), PeerRole.LIGHT_CLIENT);
    assertThat(Decoder.decode(service(20).handle(reader, asked), Codec.of(Piece.class)::decode))
        .isEqualTo(made.pieces().get(4));
    Bytes manifest = service(21).handle(reader, made.id().toBytes());
    assertThat(SignedManifest.CODEC.decoded(manifest)).isEqualTo(made.deposit());
    Peer other = LocalNetwork.peer(SampleFiles.keys(2).publicKey(), PeerRole.ENTITY);
    assertThatThrownBy(() -> service(24).handle(other, made.id().toBytes()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("only its owner");
    assertThat(service(24).handle(OWNER, made.id().toBytes())).isEqualTo(Bytes.EMPTY);
    assertThat(holds(made.id())).isEqualTo(FileAvailability.NOTHING);
    assertThat(
            meters
                .counter("medchain.files.asked", "topic", "release", "outcome", "refused")
                .count())
        .isEqualTo(1);
  }

  /** FILE-7: about many files in few bytes, and about no more than may be asked at once. */
  @Test
  void aListHasABound() throws RefusedException {
    begin(made.deposit());
    send(made.pieces().get(2));
    Bytes one = new Encoder().count(1).hash(made.id()).toBytes();
    assertThat(service(23).handle(OWNER, one).size()).as("with pieces").isGreaterThan(1 + 2);
    Bytes answer = service(23).handle(OWNER, about(FileRpcServices.MAX_FILES));
    assertThat(answer.size()).isLessThanOrEqualTo(5 + 2 * FileRpcServices.MAX_FILES);
    Bytes more = about(FileRpcServices.MAX_FILES + 1);
    assertThatThrownBy(() -> service(23).handle(OWNER, more))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("at most 1024 values may be here, not 1025");
  }

  private Bytes about(int files) {
    Encoder question = new Encoder().count(files);
    for (int i = 0; i < files; i++) {
      question.hash(made.id());
    }
    return question.toBytes();
  }

  @Test
  void aFullHolderTakesNoMore() throws RefusedException {
    begin(made.deposit());
    SampleFiles.SampleFile more = SampleFiles.stored(3_073, 2, 1024);
    assertThatThrownBy(() -> begin(more.deposit()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("28672 of 40960 bytes are taken, the file needs 24576");
  }

  /** Arbitrary, cut and mutated questions: an answer or a refusal, nothing else. */
  @Test
  void anyBytesEndInAReplyOrARefusal() throws RefusedException {
    begin(made.deposit());
    List<Bytes> good =
        List.of(
            new PieceRequest(made.id(), 1).encoded(),
            new StoreRequest.BeginStore(made.deposit()).encoded(),
            new StoreRequest.SendPiece(made.id(), made.pieces().get(1)).encoded(),
            made.id().toBytes(),
            new Encoder().count(1).hash(made.id()).toBytes());
    Random random = new Random(1);
    List<Bytes> questions = new ArrayList<>(List.of(Bytes.EMPTY));
    for (int i = 0; i < 3_000; i++) {
      byte[] mutated = good.get(i % good.size()).toArray();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      Bytes changed = Bytes.of(mutated);
      questions.add(changed.slice(0, random.nextInt(4) == 0 ? mutated.length / 2 : mutated.length));
    }
    int answered = 0;
    for (Bytes question : questions) {
      for (RpcService service : services) {
        try {
          service.handle(
              LocalNetwork.peer(SampleFiles.keys(7).publicKey(), PeerRole.ENTITY), question);
          answered++;
        } catch (RefusedException e) {
          assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
      }
    }
    assertThat(answered).isLessThan(questions.size() * services.size() / 2);
  }
}
