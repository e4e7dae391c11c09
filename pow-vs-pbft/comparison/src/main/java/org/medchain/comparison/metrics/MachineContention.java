package org.medchain.comparison.metrics;

/**
 * Other load of a machine while a trial's processes ran on it (EXP-16): it makes measurements in
 * real time unreliable.
 *
 * @param otherPrograms share of all processors' time that other programs took, 0 to 1
 * @param steal share that the hypervisor gave to others, 0 to 1
 * @param compiling share that the compilers of the trial's own processes took, 0 to 1
 */
public record MachineContention(double otherPrograms, double steal, double compiling) {
  /** More than this taken by other programs: one of two cores for a tenth of the time. */
  public static final double MAX_OTHER_PROGRAMS = 0.05;

  /** More than this taken by the hypervisor. */
  public static final double MAX_STEAL = 0.02;

  /** More than this taken by compilers: the nodes were not warm. */
  public static final double MAX_COMPILING = 0.05;

  /** Whether the trial's times are not the protocol's alone. */
  public boolean isContaminated() {
    return otherPrograms > MAX_OTHER_PROGRAMS || steal > MAX_STEAL || compiling > MAX_COMPILING;
  }
}
