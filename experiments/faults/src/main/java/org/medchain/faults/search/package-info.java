/**
 * The search over seeds: many schedules at a time, a log of what they found, and the smallest
 * schedule that still shows it (delta debugging; Zeller and Hildebrandt 2002).
 */
package org.medchain.faults.search;
