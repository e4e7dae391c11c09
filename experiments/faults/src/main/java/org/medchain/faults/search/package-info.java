/**
 * The search over seeds, and the smallest schedule that shows a defect (Zeller and Hildebrandt
 * 2002).
 */
package org.medchain.faults.search;
