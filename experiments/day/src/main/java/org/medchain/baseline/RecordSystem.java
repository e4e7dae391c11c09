package org.medchain.baseline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;

/**
 * A running system that keeps records (BASE-2): what each of its methods acknowledges is durable as
 * the system promises it. Methods may be called from several threads, except {@link #suffer}.
 */
public interface RecordSystem extends AutoCloseable {

  /** Which one it is. */
  SystemKind kind();

  /** Keeps a new record. */
  void put(RecordEntry record) throws IOException, InterruptedException;

  /** Gives a record new content; its history keeps the old one. */
  void correct(String id, Bytes content) throws IOException, InterruptedException;

  /** Lets a reader have a record. */
  void grant(String id, String reader) throws IOException, InterruptedException;

  /** Ends that. */
  void revoke(String id, String reader) throws IOException, InterruptedException;

  /** A record's content; empty is a refusal, or no such record. */
  Optional<Bytes> read(String id, String reader) throws IOException, InterruptedException;

  /** All versions of a record, the oldest first. */
  List<RecordVersion> history(String id) throws IOException, InterruptedException;

  /** What a third party is given. */
  ThirdPartyProof prove(String id) throws IOException, InterruptedException;

  /** Whether a third party that holds the trust root alone accepts it, offline. */
  boolean verify(ThirdPartyProof proof) throws IOException;

  /**
   * Carries out an attack on itself, lets its routine answer, and makes its checks. The system is
   * of no use afterwards.
   *
   * @param records what was put and acknowledged before, at least ten
   * @param log gets each step and each observation, a line each
   */
  AttackOutcome suffer(AttackKind attack, List<RecordEntry> records, AttackLog log)
      throws IOException, InterruptedException;

  /** Bytes on all its disks, backups and logs included. */
  long diskBytes() throws IOException;

  /** CPU time of all its processes since they started, in ms. */
  double cpuMs() throws IOException;

  @Override
  void close() throws IOException;
}
