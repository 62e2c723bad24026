import { render } from 'preact';
import { Console } from './frame/console.tsx';
import './styles/base.css';
import './styles/frame.css';

const place = document.getElementById('console');
if (place) render(<Console />, place);
