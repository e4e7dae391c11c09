package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.ledger.UnrevokedCallers;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** CON-23: a node's services end for a key with the block that revoked it, also over open links. */
class UnrevokedCallersTest {
  private static final KeyPair OWNER = FileLedger.PATIENT;

  @TempDir private Path folder;
  private final FileLedger ledger = new FileLedger();

  private static Peer as(KeyPair keys) {
    return LocalNetwork.peer(keys.publicKey(), PeerRole.ENTITY);
  }

  @Test
  void whatWasBegunBeforeIsNotContinued() throws Exception {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    SampleFiles.SampleFile made = SampleFiles.stored(5_000, 1, 1024);
    PieceStore store = PieceStore.open(folder, 200_000, meters);
    List<RpcService> open = FileRpcServices.of(store, deposit -> {}, meters);
    List<RpcService> services = UnrevokedCallers.of(open, ledger);
    assertThat(services)
        .extracting(each -> each.method().code())
        .containsExactly(20, 21, 22, 23, 24);
    RpcService storing = services.get(2);
    Bytes begin = new StoreRequest.BeginStore(made.deposit()).encoded();
    assertThat(storing.handle(as(OWNER), begin).size()).isPositive();
    Bytes piece = new StoreRequest.SendPiece(made.id(), made.pieces().get(2)).encoded();
    ledger.revoke(OWNER);
    for (RpcService each : services) {
      assertThatThrownBy(() -> each.handle(as(OWNER), piece))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("is revoked");
    }
    Bytes asked = new Encoder().count(1).hash(made.id()).toBytes();
    Bytes held = services.get(3).handle(as(FileLedger.DOCTOR), asked);
    FileAvailability availability =
        Decoder.decode(held, in -> in.list(2, FileAvailability::decode)).getFirst();
    assertThat(availability.toBitSet(5).isEmpty()).as("of the piece nothing was kept").isTrue();
  }
}
