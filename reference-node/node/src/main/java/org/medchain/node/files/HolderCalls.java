package org.medchain.node.files;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions to holders, typed; what comes back malformed counts as refused. */
final class HolderCalls {
  private static final Logger log = LoggerFactory.getLogger(HolderCalls.class);

  private final Asker asker;
  private final Duration patience;

  HolderCalls(Asker asker, Duration patience) {
    this.asker = asker;
    this.patience = patience;
  }

  List<PublicKey> connected() {
    return asker.peers().stream().map(Peer::key).distinct().toList();
  }

  CompletableFuture<Piece> piece(PublicKey holder, Hash id, int index) {
    return asker
        .ask(holder, FileTopics.CHUNK, new PieceQuestion(id, index).encoded())
        .thenApply(answer -> Decoder.decode(answer, Piece::decode));
  }

  CompletableFuture<Bytes> send(PublicKey holder, Hash id, Piece piece) {
    return asker.ask(holder, FileTopics.STORE, new StoreQuestion.Send(id, piece).encoded());
  }

  Piece onePiece(PublicKey holder, Hash id, int index) throws Refused, InterruptedException {
    return await(piece(holder, id, index));
  }

  /** The signed manifest with this name. */
  Deposit manifest(PublicKey holder, Hash id) throws Refused, InterruptedException {
    Bytes answer = await(asker.ask(holder, FileTopics.MANIFEST, id.toBytes()));
    Deposit deposit = decoded(answer, Deposit::decode);
    if (!deposit.id().equals(id) || !deposit.isSigned()) {
      throw new Refused(holder.brief() + " answered with another file's manifest");
    }
    return deposit;
  }

  Presence begin(PublicKey holder, Deposit deposit) throws Refused, InterruptedException {
    Bytes question = new StoreQuestion.Begin(deposit).encoded();
    return decoded(await(asker.ask(holder, FileTopics.STORE, question)), Presence::decode);
  }

  /** Who is connected and has some of a file; all are asked at once. */
  Map<PublicKey, Presence> presences(Hash id) throws InterruptedException {
    Map<PublicKey, CompletableFuture<Bytes>> asked = new LinkedHashMap<>();
    Bytes question = new Encoder().count(1).hash(id).toBytes();
    for (PublicKey holder : HolderRanking.of(id, connected())) {
      asked.put(holder, asker.ask(holder, FileTopics.HOLDS, question));
    }
    Map<PublicKey, Presence> found = new LinkedHashMap<>();
    for (Map.Entry<PublicKey, CompletableFuture<Bytes>> each : asked.entrySet()) {
      try {
        List<Presence> answer = decoded(await(each.getValue()), in -> in.list(2, Presence::decode));
        if (answer.size() == 1 && answer.get(0).extent() != Presence.Extent.NOTHING) {
          found.put(each.getKey(), answer.get(0));
        }
      } catch (Refused e) {
        log.atDebug().addKeyValue("holder", each.getKey().brief()).log(e.getMessage());
      }
    }
    return found;
  }

  /** One answer for each of at most {@link FileTopics#MOST_NAMED} files, in their order. */
  List<Presence> holds(PublicKey holder, List<Hash> ids) throws Refused, InterruptedException {
    Encoder question = new Encoder().count(ids.size());
    ids.forEach(question::hash);
    Bytes answer = await(asker.ask(holder, FileTopics.HOLDS, question.toBytes()));
    List<Presence> found = decoded(answer, in -> in.list(2, Presence::decode));
    if (found.size() != ids.size()) {
      throw new Refused(holder.brief() + " answered about " + found.size() + " files");
    }
    return found;
  }

  void release(PublicKey holder, Hash id) throws Refused, InterruptedException {
    await(asker.ask(holder, FileTopics.RELEASE, id.toBytes()));
  }

  <T> T await(CompletableFuture<T> answer) throws Refused, InterruptedException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Refused("no answer in " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new Refused(String.valueOf(e.getCause().getMessage()));
    }
  }

  private static <T> T decoded(Bytes answer, Function<Decoder, T> reader) throws Refused {
    try {
      return Decoder.decode(answer, reader);
    } catch (MalformedInput e) {
      throw new Refused("a malformed answer: " + e.getMessage());
    }
  }
}
