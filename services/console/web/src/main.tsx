import { render } from 'preact';
import { Console } from './frame/console.tsx';
import './styles/base.css';
import './styles/frame.css';
import './styles/took.css';

const place = document.getElementById('console');
if (place) render(<Console />, place);
