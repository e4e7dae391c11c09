package org.medchain.node.transport;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.medchain.network.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that the thread of connections defers to the end of its turn (CONN-8): the receiver's
 * end-of-batch call, and the writes of queued frames, so that many frames share one TLS record and
 * one call of the system.
 */
final class LoopFlusher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopFlusher.class);

  private final EventLoop loop;
  private final LinkListener receiver;
  private final List<FrameSendQueue> unflushed = new ArrayList<>();
  private boolean received;
  private boolean scheduled;

  /** The last envelope that was encoded: one that goes to many is encoded once. */
  private Envelope lastEnvelope;

  private byte[] lastEncoding;

  LoopFlusher(EventLoop loop, LinkListener receiver) {
    this.loop = loop;
    this.receiver = receiver;
  }

  EventLoop loop() {
    return loop;
  }

  /** The wire form of an envelope; the array is never written. Only on the loop's thread. */
  @SuppressWarnings("ReferenceEquality") // the same envelope, sent over several links in a row
  byte[] encodeOnce(Envelope envelope) {
    if (envelope != lastEnvelope) {
      lastEncoding = FrameCodec.encode(new Frame.EnvelopeFrame(envelope));
      lastEnvelope = envelope;
    }
    return lastEncoding;
  }

  /** Notes that frames wait to be written. Only on the loop's thread. */
  void unflushed(FrameSendQueue outbox) {
    unflushed.add(outbox);
    schedule();
  }

  /** Frames were handed to the receiver. Only on the loop's thread. */
  void received() {
    received = true;
    schedule();
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      // Tasks run after all connections that were ready have been read.
      loop.execute(this);
    }
  }

  @Override
  public void run() {
    scheduled = false;
    if (received) {
      received = false;
      try {
        receiver.readComplete();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the receiver of frames failed after a turn");
      }
    }
    flush();
  }

  /** Writes the waiting frames. Only on the loop's thread. */
  void flush() {
    lastEnvelope = null;
    lastEncoding = null;
    // By index, since what happens while writing may queue more, or flush.
    for (int i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flush();
    }
    unflushed.clear();
  }
}
