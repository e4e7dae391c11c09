/** Pages of figures and tables with the commands that make them. */
package org.medchain.study.figure.page;
