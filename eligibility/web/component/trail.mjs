// @ts-check
// The browser's own way back, where the component is the page. No answer stands in the
// history, only how many screens there were.

/** @import { Redraw } from "./types.d.ts" */

export class Trail {
  constructor() {
    this.forget();
    this.at = -1;
  }

  forget() {
    /** @type {{ screen: string, redraw: Redraw }[]} */
    this.screens = [];
  }

  /**
   * A screen is shown; the browser's Back leads from the next one to it.
   *
   * @param {string} screen
   * @param {Redraw} redraw
   */
  remember(screen, redraw) {
    if (this.screens[this.at]?.screen !== screen) {
      const way = this.at < 0 ? "replaceState" : "pushState";
      this.at += 1;
      this.screens.length = Math.min(this.screens.length, this.at);
      history[way]({ screens: this.at }, "");
    }
    this.screens[this.at] = { screen, redraw };
  }

  /**
   * The screen that the browser went back to.
   *
   * @param {{ screens: number }} state
   * @param {Redraw} start
   */
  returnTo(state, start) {
    this.at = state.screens;
    // Before the last start nothing is left to return to.
    this.screens[this.at] ??= { screen: "start", redraw: start };
    return this.screens[this.at].redraw();
  }
}
