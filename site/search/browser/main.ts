import { openSearch } from './search.ts';
import { searchBox } from './search-box.ts';
import { searchPage } from './search-page.ts';

const search = openSearch(`${location.origin}/search/`);
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-search]')) searchBox(form, search);
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-search-page]')) searchPage(form, search);
