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
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;

/** FILE-7: who may ask what, what is refused and how, and that any bytes end in an answer. */
class FileServicesTest {
  private static final Peer OWNER = LocalNetwork.peer(Samples.keys(1).publicKey(), PeerRole.ENTITY);

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Samples.Made made = Samples.stored(5_000, 1, 1024);
  private List<Service> services = List.of();

  @BeforeEach
  void open() throws IOException {
    ChunkStore store = ChunkStore.open(folder, 200_000, meters);
    services = FileServices.of(store, HoldingPolicy.open(10 * 4096), meters);
  }

  private Service service(int code) {
    return services.stream().filter(s -> s.topic().code() == code).findFirst().orElseThrow();
  }

  private Presence begin(Deposit deposit) throws Refused {
    Bytes question = new StoreQuestion.Begin(deposit).encoded();
    return Decoder.decode(service(22).answer(OWNER, question), Presence::decode);
  }

  private void send(Piece piece) throws Refused {
    assertThat(service(22).answer(OWNER, new StoreQuestion.Send(made.id(), piece).encoded()))
        .isEqualTo(Bytes.EMPTY);
  }

  private Presence holds(Hash id) throws Refused {
    Bytes question = new Encoder().count(1).hash(id).toBytes();
    return Decoder.decode(service(23).answer(OWNER, question), in -> in.list(2, Presence::decode))
        .get(0);
  }

  @Test
  void aFileIsBegunSentServedAndReleased() throws Refused {
    assertThat(holds(made.id())).isEqualTo(Presence.NOTHING);
    assertThat(begin(made.deposit()).of(5).isEmpty()).isTrue();
    send(made.pieces().get(2));
    assertThat(holds(made.id()).of(5).stream().boxed()).containsExactly(2);
    assertThat(begin(made.deposit()).of(5).stream().boxed()).containsExactly(2);
    for (Piece piece : made.pieces()) {
      send(piece);
    }
    assertThat(holds(made.id()).isWhole()).isTrue();
    Bytes asked = new PieceQuestion(made.id(), 4).encoded();
    Peer reader = LocalNetwork.peer(Samples.keys(2).publicKey(), PeerRole.LIGHT_CLIENT);
    assertThat(Decoder.decode(service(20).answer(reader, asked), Piece::decode))
        .isEqualTo(made.pieces().get(4));
    Bytes manifest = service(21).answer(reader, made.id().toBytes());
    assertThat(Decoder.decode(manifest, Deposit::decode)).isEqualTo(made.deposit());
    Peer other = LocalNetwork.peer(Samples.keys(2).publicKey(), PeerRole.ENTITY);
    assertThatThrownBy(() -> service(24).answer(other, made.id().toBytes()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("only its owner");
    assertThat(service(24).answer(OWNER, made.id().toBytes())).isEqualTo(Bytes.EMPTY);
    assertThat(holds(made.id())).isEqualTo(Presence.NOTHING);
    assertThat(
            meters
                .counter("medchain.files.asked", "topic", "release", "outcome", "refused")
                .count())
        .isEqualTo(1);
  }

  @Test
  void whoMayAskWhat() {
    assertThat(services).extracting(s -> s.topic().code()).containsExactly(20, 21, 22, 23, 24);
    for (int code : new int[] {20, 21, 23}) {
      assertThat(service(code).askers()).containsExactlyInAnyOrder(PeerRole.values());
    }
    for (int code : new int[] {22, 24}) {
      assertThat(service(code).askers())
          .containsExactlyInAnyOrder(
              PeerRole.ENTITY, PeerRole.AGENCY, PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE);
    }
  }

  @Test
  void anOwnerHasItsShareAndNoMore() throws Refused {
    begin(made.deposit());
    Samples.Made more = Samples.stored(3_073, 2, 1024);
    assertThatThrownBy(() -> begin(more.deposit()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("28672 of 40960 bytes here, the file needs 24576");
  }

  @Test
  void piecesThatAreNotThereAreRefused() throws Refused {
    begin(made.deposit());
    for (int index : new int[] {-1, 0, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Bytes question = new PieceQuestion(made.id(), index).encoded();
      assertThatThrownBy(() -> service(20).answer(OWNER, question)).isInstanceOf(Refused.class);
    }
  }

  /** Arbitrary, cut and mutated questions: an answer or a refusal, nothing else. */
  @Test
  void anyBytesEndInAnAnswerOrARefusal() throws Refused {
    begin(made.deposit());
    List<Bytes> good =
        List.of(
            new PieceQuestion(made.id(), 1).encoded(),
            new StoreQuestion.Begin(made.deposit()).encoded(),
            new StoreQuestion.Send(made.id(), made.pieces().get(1)).encoded(),
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
      for (Service service : services) {
        try {
          service.answer(LocalNetwork.peer(Samples.keys(7).publicKey(), PeerRole.ENTITY), question);
          answered++;
        } catch (Refused e) {
          assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
      }
    }
    assertThat(answered).isLessThan(questions.size() * services.size() / 2);
  }
}
