/**
 * Pages with placeholders: each is found with its line, and replaced by what its source says; and
 * numbers that have no source are found (CLAIM-7, CLAIM-8).
 */
package org.medchain.paper.text;
