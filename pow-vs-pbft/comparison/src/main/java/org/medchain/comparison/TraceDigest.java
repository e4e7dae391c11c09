package org.medchain.comparison;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.medchain.consensus.Certificate;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Envelope;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * SHA-256 over every delivery, commit, revert, return and acceptance of a run and its time: equal
 * digests mean equal runs (CMP-1). A message is in it by its kind, length and signature, which
 * covers the rest; that is some thirty times cheaper than the simulation's own trace of every bit,
 * so every trial can afford it.
 */
final class TraceDigest implements SimulationObserver {
  private static final int LARGEST_EVENT_BYTES = 256;

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);

  TraceDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks SHA-256", e);
    }
  }

  private ByteBuffer event(char kind, long atNs) {
    if (buffer.remaining() < LARGEST_EVENT_BYTES) {
      flush();
    }
    return buffer.putChar(kind).putLong(atNs);
  }

  private void flush() {
    digest.update(buffer.flip());
    buffer.clear();
  }

  private void putHash(Hash hash) {
    buffer.putLong(hash.w0()).putLong(hash.w1()).putLong(hash.w2()).putLong(hash.w3());
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    event('d', atNs).putInt(envelope.code()).putInt(bytes);
    for (int i = 0; i < party.length(); i++) {
      buffer.putChar(party.charAt(i));
    }
    envelope.signature().value().copyTo(0, buffer.array(), buffer.position(), Long.BYTES);
    buffer.position(buffer.position() + Long.BYTES);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    event('c', atNs).putInt(node);
    putHash(block.hash());
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    event('r', atNs).putInt(node).putLong(height);
  }

  @Override
  public void restarted(int node, long atNs) {
    event('b', atNs).putInt(node);
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    event('s', atNs).putInt(node).putLong(height);
    putHash(block);
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    Bytes content = new Encoder().value(receipt).toBytes();
    event('a', atNs).putInt(client).putLong(height).putLong(intendedNs);
    putHash(Hash.of(content));
  }

  /** The digest as hexadecimal digits; ends the observation. */
  String hexDigest() {
    flush();
    return Bytes.of(digest.digest()).toHex();
  }
}
