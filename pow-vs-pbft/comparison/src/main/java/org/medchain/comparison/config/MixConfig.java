package org.medchain.comparison.config;

/**
 * How often each kind of request comes (key {@code workload.mix}): weights of 0 or more, of which
 * only the ratios matter. What refers to a record (query, grant, judge) refers to one uploaded
 * earlier in the same plan.
 *
 * @param upload a patient stores a record (paper §4.1)
 * @param query an institution reads a record for research, as it may, and pays (paper §4.2)
 * @param grant a patient lets an institution read its records for research
 * @param judge the regulatory centre finds a record true or false (paper §3.2.4)
 * @param agreement a demander and a provider of records agree (paper §3.2.5); counts the pair of
 *     requests, demand and offer, as one
 */
public record MixConfig(double upload, double query, double grant, double judge, double agreement) {
  /** Seven uploads in ten, and one each of grant, query, and judgement or agreement. */
  public static MixConfig defaults() {
    return new MixConfig(0.7, 0.1, 0.1, 0.05, 0.05);
  }
}
