package org.medchain.node.center;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.node.transport.RefusedException;

/** Codec of orders to the center and their replies. */
final class CenterRequestCodec {
  private static final long TIMEOUT_S = 60;

  private CenterRequestCodec() {}

  static CenterRequest read(Bytes question) throws RefusedException {
    try {
      return Decoder.decode(question, CenterRequest::decode);
    } catch (MalformedInput e) {
      throw new RefusedException("not an order to the center: " + e.getMessage());
    }
  }

  /** The receipts that it led to. */
  static Bytes awaitReceipts(CompletableFuture<List<Receipt>> receipts) throws RefusedException {
    try {
      return new Encoder().list(receipts.get(TIMEOUT_S, TimeUnit.SECONDS)).toBytes();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedException refused
          ? refused
          : new RefusedException("the center could not do it: " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new RefusedException(
          "the ledger told nothing in " + TIMEOUT_S + " s; it may still be done");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("the center is stopping");
    }
  }

  /** Reads a reply to any order but an invitation. */
  static List<Receipt> decodeReceipts(Bytes answer) {
    return Decoder.decode(answer, in -> in.list(Receipt.MIN_SIZE, Receipt::decode));
  }
}
