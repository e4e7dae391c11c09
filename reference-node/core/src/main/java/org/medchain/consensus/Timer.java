package org.medchain.consensus;

/**
 * The name of a timer; starting a running timer again replaces it.
 *
 * @param name what it is for, e.g. {@code view-change}
 * @param key distinguishes timers of one name, e.g. a request's number; 0 where there is only one
 */
public record Timer(String name, long key) {}
