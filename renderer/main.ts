import { mount } from 'svelte';
import App from './App.svelte';
import { createClient } from './bridge.ts';
import './styles/tokens.css';
import './styles/base.css';

mount(App, { target: document.body, props: { client: createClient(window.bridge) } });
