package org.medchain.node.files;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.holder.HoldingPolicy;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

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
        made.service(CallKind.CHUNK.method(), made::chunk),
        made.service(CallKind.MANIFEST.method(), made::manifest),
        made.service(CallKind.STORE.method(), made::store),
        made.service(CallKind.HOLDS.method(), made::holds),
        made.service(CallKind.RELEASE.method(), made::release));
  }

  private RpcService service(RpcMethod topic, CountedRpcService.RpcHandler handler) {
    return new CountedRpcService(topic, "medchain.files.asked", handler, meters);
  }

  private Bytes chunk(Peer asker, Bytes question) throws RefusedException, IOException {
    PieceRequest asked = Decoder.decode(question, PieceRequest::decode);
    return store.piece(asked.file(), asked.index()).encoded();
  }

  private Bytes manifest(Peer asker, Bytes question) throws RefusedException {
    return store.manifest(Decoder.decode(question, Decoder::hash)).encoded();
  }

  private Bytes store(Peer asker, Bytes question) throws RefusedException, IOException {
    return switch (Decoder.decode(question, StoreRequest::decode)) {
      case StoreRequest.BeginStore begin -> begin(begin.deposit());
      case StoreRequest.SendPiece send -> {
        store.putPiece(send.file(), send.piece());
        yield Bytes.EMPTY;
      }
    };
  }

  private Bytes begin(SignedManifest deposit) throws RefusedException, IOException {
    if (availability(deposit.id(), false).extent() == FileAvailability.AvailabilityLevel.NOTHING) {
      policy.admit(deposit);
      store.reserve(deposit);
    }
    return availability(deposit.id(), true).encoded();
  }

  /** Two bytes a file; the pieces, of which there may be many, of one file alone. */
  private Bytes holds(Peer asker, Bytes question) {
    List<Hash> ids = Decoder.decode(question, in -> in.list(Hash.SIZE, MAX_FILES, Decoder::hash));
    List<FileAvailability> answers = new ArrayList<>();
    for (Hash id : ids) {
      answers.add(availability(id, ids.size() == 1));
    }
    return new Encoder().list(answers).toBytes();
  }

  private Bytes release(Peer asker, Bytes question) throws RefusedException, IOException {
    Hash name = Decoder.decode(question, Decoder::hash);
    Optional<SignedManifest> deposit = held(name);
    if (deposit.isPresent()) {
      policy.requireReleasable(asker.key(), deposit.get());
      store.release(deposit.get().id());
    }
    return Bytes.EMPTY;
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
      FileAvailability part = FileAvailability.part(store.presentPieces(id));
      return withPieces
          ? part
          : new FileAvailability(FileAvailability.AvailabilityLevel.PART, Bytes.EMPTY);
    } catch (RefusedException e) {
      return FileAvailability.NOTHING;
    }
  }
}
