package org.medchain.node.files;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.FileAvailability.AvailabilityLevel;
import org.medchain.node.files.StoreRequest.BeginStore;
import org.medchain.node.files.StoreRequest.SendPiece;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions to holders, typed; malformed replies count as refusals. */
record HolderRpcClient(RpcClient asker, Duration timeout) {
  private static final Logger log = LoggerFactory.getLogger(HolderRpcClient.class);

  List<PublicKey> connected() {
    return asker.peers().stream().map(Peer::key).distinct().toList();
  }

  CompletableFuture<Piece> requestPiece(PublicKey holder, Hash id, int index) {
    return call(holder, CallKind.CHUNK, new PieceRequest(id, index).encoded())
        .thenApply(Codec.of(Piece.class)::decoded);
  }

  CompletableFuture<Bytes> send(PublicKey holder, Hash id, Piece piece) {
    return call(holder, CallKind.STORE, new SendPiece(id, piece).encoded());
  }

  Piece fetchPiece(PublicKey holder, Hash id, int index)
      throws RefusedException, InterruptedException {
    return await(requestPiece(holder, id, index));
  }

  /**
   * The signed manifest of a file, by its own name or its record's, from the first connected holder
   * whose manifest is the wanted one.
   */
  SignedManifest manifest(Hash name, Predicate<FileManifest> wanted)
      throws RefusedException, InterruptedException {
    String last = "no holder is connected";
    for (PublicKey holder : RendezvousHashing.rank(name, connected())) {
      try {
        SignedManifest shown = manifest(holder, name);
        if (wanted.test(shown.manifest())) {
          return shown;
        }
        last = holder.brief() + " shows another file";
      } catch (RefusedException e) {
        last = e.getMessage();
      }
    }
    throw new RefusedException("the manifest of file " + name.brief() + " has no holder: " + last);
  }

  private SignedManifest manifest(PublicKey holder, Hash name)
      throws RefusedException, InterruptedException {
    SignedManifest deposit =
        decoded(call(holder, CallKind.MANIFEST, name.toBytes()), SignedManifest.CODEC::decode);
    boolean named = deposit.id().equals(name) || deposit.record().equals(Optional.of(name));
    if (!named || !deposit.hasValidSignature()) {
      throw new RefusedException(holder.brief() + " replied with another file's manifest");
    }
    return deposit;
  }

  FileAvailability begin(PublicKey holder, SignedManifest deposit)
      throws RefusedException, InterruptedException {
    return decoded(
        call(holder, CallKind.STORE, new BeginStore(deposit).encoded()),
        FileAvailability.CODEC::decode);
  }

  /** The connected holders that have some of a file; all are queried at once. */
  Map<PublicKey, FileAvailability> availabilities(Hash id) throws InterruptedException {
    Map<PublicKey, CompletableFuture<Bytes>> asked = new LinkedHashMap<>();
    for (PublicKey holder : RendezvousHashing.rank(id, connected())) {
      asked.put(holder, askHolds(holder, List.of(id)));
    }
    Map<PublicKey, FileAvailability> found = new LinkedHashMap<>();
    for (Map.Entry<PublicKey, CompletableFuture<Bytes>> each : asked.entrySet()) {
      try {
        List<FileAvailability> answer =
            decoded(each.getValue(), FileAvailability.CODEC.list(1)::decode);
        if (answer.size() == 1 && answer.get(0).extent() != AvailabilityLevel.NOTHING) {
          found.put(each.getKey(), answer.get(0));
        }
      } catch (RefusedException e) {
        log.atDebug().addKeyValue("holder", each.getKey().brief()).log(e.getMessage());
      }
    }
    return found;
  }

  /** One reply for each of at most {@link FileRpcServices#MAX_FILES} files, in their order. */
  List<FileAvailability> availabilitiesAt(PublicKey holder, List<Hash> ids)
      throws RefusedException, InterruptedException {
    List<FileAvailability> found =
        decoded(askHolds(holder, ids), FileAvailability.CODEC.list(ids.size())::decode);
    if (found.size() != ids.size()) {
      throw new RefusedException(holder.brief() + " answered about " + found.size() + " files");
    }
    return found;
  }

  private CompletableFuture<Bytes> askHolds(PublicKey holder, List<Hash> ids) {
    return call(holder, CallKind.HOLDS, Codec.HASH.list().encoded(ids));
  }

  void release(PublicKey holder, Hash id) throws RefusedException, InterruptedException {
    await(call(holder, CallKind.RELEASE, id.toBytes()));
  }

  <T> T await(CompletableFuture<T> answer) throws RefusedException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RefusedException("no reply in " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new RefusedException(String.valueOf(e.getCause().getMessage()));
    }
  }

  private CompletableFuture<Bytes> call(PublicKey holder, CallKind kind, Bytes question) {
    return asker.call(holder, kind.method(), question);
  }

  private <T> T decoded(CompletableFuture<Bytes> answer, Function<Decoder, T> reader)
      throws RefusedException, InterruptedException {
    try {
      return Decoder.decode(await(answer), reader);
    } catch (MalformedInput e) {
      throw new RefusedException("a malformed reply: " + e.getMessage());
    }
  }
}
