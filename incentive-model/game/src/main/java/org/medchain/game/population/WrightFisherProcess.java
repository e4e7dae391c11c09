package org.medchain.game.population;

/**
 * Whole generations (Fisher 1930; Wright 1931; with games Imhof and Nowak 2006): each of the N
 * places of the next generation is filled by the offspring of a parent chosen by fitness, which may
 * mutate.
 */
public record WrightFisherProcess(Fitness fitness) implements UpdateProcess {}
