package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.FileAvailability.AvailabilityLevel;
import org.medchain.node.files.StoreRequest.BeginStore;
import org.medchain.node.files.StoreRequest.SendPiece;
import org.medchain.node.files.holder.CountedRpcService;
import org.medchain.node.files.holder.HoldingPolicy;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;
import org.medchain.node.transport.RpcService.RpcHandler;

/**
 * A holder's services (STO-6, FILE-7): ciphertext to every certified node, since it reveals
 * nothing; storage only to nodes that its policy admits; release only to the owner.
 *
 * @param store of the files
 * @param policy that says which are taken
 * @param meters that count the calls
 */
public record FileRpcServices(PieceStore store, HoldingPolicy policy, MeterRegistry meters) {
  /** The most files that one question may name. */
  static final int MAX_FILES = 1024;

  /** One service a topic. */
  public static List<RpcService> of(PieceStore store, HoldingPolicy policy, MeterRegistry meters) {
    FileRpcServices made = new FileRpcServices(store, policy, meters);
    return List.of(
        made.service(CallKind.CHUNK, Codec.of(PieceRequest.class)::decode, made::chunk),
        made.service(CallKind.MANIFEST, Decoder::hash, (asker, id) -> store.manifest(id)),
        made.service(CallKind.STORE, Codec.of(StoreRequest.class)::decode, made::store),
        made.service(CallKind.HOLDS, Codec.HASH.list(MAX_FILES)::decode, made::holds),
        made.service(CallKind.RELEASE, Decoder::hash, made::release));
  }

  private <Q> RpcService service(
      CallKind kind, Function<Decoder, Q> reader, RpcHandler<Q> handler) {
    RpcService service = RpcService.of(kind.method(), reader, handler);
    return new CountedRpcService(service, "medchain.files.asked", meters);
  }

  private Encodable chunk(Peer asker, PieceRequest asked) throws RefusedException, IOException {
    return store.piece(asked.file(), asked.index());
  }

  private Encodable store(Peer asker, StoreRequest request) throws RefusedException, IOException {
    return switch (request) {
      case BeginStore begin -> begin(begin.deposit());
      case SendPiece send -> {
        store.putPiece(send.file(), send.piece());
        yield Encodable.of(out -> {});
      }
    };
  }

  private Encodable begin(SignedManifest deposit) throws RefusedException, IOException {
    if (availability(deposit.id(), false).extent() == AvailabilityLevel.NOTHING) {
      policy.admit(deposit);
      store.reserve(deposit);
    }
    return availability(deposit.id(), true);
  }

  /** Two bytes for each file; the pieces, of which there may be many, only for one file. */
  private Encodable holds(Peer asker, List<Hash> ids) {
    List<FileAvailability> answers =
        ids.stream().map(id -> availability(id, ids.size() == 1)).toList();
    return Encodable.of(out -> out.list(answers));
  }

  private Encodable release(Peer asker, Hash name) throws RefusedException, IOException {
    Optional<SignedManifest> deposit = held(name);
    if (deposit.isPresent()) {
      policy.requireReleasable(asker.key(), deposit.get());
      store.release(deposit.get().id());
    }
    return Encodable.of(out -> {});
  }

  /** Nothing if it is not here; a release that is asked for again is as good as one. */
  private Optional<SignedManifest> held(Hash name) throws RefusedException {
    try {
      return Optional.of(store.manifest(name));
    } catch (RefusedException e) {
      if (store.unreadableIds().contains(name)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private FileAvailability availability(Hash id, boolean withPieces) {
    if (store.isComplete(id)) {
      return FileAvailability.WHOLE;
    }
    try {
      BitSet present = store.presentPieces(id);
      return FileAvailability.part(withPieces ? present : new BitSet());
    } catch (RefusedException e) {
      return FileAvailability.NOTHING;
    }
  }
}
