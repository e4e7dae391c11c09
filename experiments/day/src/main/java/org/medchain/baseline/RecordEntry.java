package org.medchain.baseline;

import org.medchain.data.Bytes;

/**
 * A record of a visit, as each system takes it.
 *
 * @param id unique in the run; a system that gives ids of its own maps them
 * @param patient whose it is
 * @param author who wrote it, a doctor
 * @param timestampMs of the visit, ms since 1970
 */
public record RecordEntry(
    String id,
    String patient,
    String author,
    String type,
    String description,
    long timestampMs,
    Bytes content) {}
