package org.medchain.game.dynamics;

/**
 * An eigenvalue of a linearisation.
 *
 * @param real growth rate, in the inverse time unit of {@link Populations}
 * @param imaginary angular frequency; not 0 for one of a conjugate pair
 */
public record Eigenvalue(double real, double imaginary) {}
