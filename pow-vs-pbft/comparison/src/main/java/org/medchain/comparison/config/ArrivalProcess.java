package org.medchain.comparison.config;

/** The gaps between the requests of an open load. */
public enum ArrivalProcess {
  /** Exponential gaps: many independent patients and institutions. */
  POISSON,
  /** Equal gaps. */
  CONSTANT
}
